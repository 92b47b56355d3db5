/** A note that was begun is kept like a reply, under a key of its own: it survives a closed dialog, another call and a crash. */
export const noteKey = (conversationId: string): string => `note:${conversationId}`
