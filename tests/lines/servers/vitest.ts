import { onTestFinished } from 'vitest'
import { endsWith } from './ending.ts'

endsWith((end) => onTestFinished(async () => void (await end())))
