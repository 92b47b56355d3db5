/** A failure whose message is a sentence the desk can act on and holds no patient data. */
export class PracticeError extends Error {}
