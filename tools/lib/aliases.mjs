// node --import tools/lib/aliases.mjs script.ts: lets plain Node 24 run our TypeScript, which says '@shared/…' and
// leaves out file endings, as the bundler allows.
import { existsSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { root } from './paths.mjs'

const endings = ['', '.ts', '.tsx', '/index.ts']

registerHooks({
  resolve(specifier, context, next) {
    const base = fileBase(specifier, context.parentURL)
    const ending = base && endings.find((end) => existsSync(base + end) && /\.\w+$/.test(base + end))
    return next(base && ending !== undefined ? pathToFileURL(base + ending).href : specifier, context)
  },
})

/** @param {string} specifier @param {string | undefined} parent @returns {string | undefined} */
function fileBase(specifier, parent) {
  const alias = /^@(shared|renderer)\/(.+)$/.exec(specifier)
  if (alias) return join(root, alias[1] ?? '', alias[2] ?? '')
  const ours = specifier.startsWith('.') && parent?.startsWith('file:') && !parent.includes('/node_modules/')
  return ours ? fileURLToPath(new URL(specifier, parent)) : undefined
}
