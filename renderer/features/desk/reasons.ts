/** How a conversation is settled without a call or text; one key each. */
export const RESOLVE_REASONS = ['Answered by phone', 'Booked or changed a visit', 'Passed to the clinician', 'Nothing needed', 'Wrong number', 'Spam'] as const
