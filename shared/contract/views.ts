/** What the windows see, by what it is about. Times are milliseconds UTC; dates without a time are ISO `YYYY-MM-DD`. */
export { languageTag } from './views/basics.ts'
export * from './views/practice.ts'
export * from './views/lines.ts'
export * from './views/people.ts'
export * from './views/find.ts'
export * from './views/conversations.ts'
export * from './views/records.ts'
export * from './views/desk.ts'
