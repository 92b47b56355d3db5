import { enableCompileCache } from 'node:module'

enableCompileCache()
await import('./utility.ts')
