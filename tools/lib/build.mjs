import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { filesUnder } from './files.mjs'
import { out, root, scripts } from './paths.mjs'
import { runNode } from './processes.mjs'
import { say } from './say.mjs'

const sources = ['electron', 'renderer', 'shared', 'resources', 'electron.vite.config.ts', 'tsconfig.json', 'package.json', 'package-lock.json']
const results = ['main/index.js', 'preload/index.cjs', 'renderer/index.html']
const stampFile = join(out, 'built-from')

/** Contents, not times: a switch of branches and back builds nothing. Tests are not part of the app. */
function fingerprint() {
  const hash = createHash('sha256')
  for (const file of filesUnder(sources)) {
    if (/\.test\.tsx?$/.test(file)) continue
    hash.update(file).update('\0').update(readFileSync(join(root, file))).update('\0')
  }
  return hash.digest('hex')
}

function builtFrom() {
  const complete = results.every((file) => existsSync(join(out, file)))
  return complete && existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : undefined
}

/**
 * Builds the app into out/ unless it was built from these very sources.
 * @returns {Promise<boolean>} false when the build failed; its output has been shown
 */
export async function ensureBuilt() {
  const now = fingerprint()
  if (builtFrom() === now) return true
  say('Building the app …')
  forgetBuild()
  const { code, output } = await runNode(scripts.electronVite, ['build', '--logLevel', 'warn'], { capture: true })
  if (code !== 0) {
    process.stderr.write(output)
    say('The build failed; see above.')
    return false
  }
  mkdirSync(out, { recursive: true })
  writeFileSync(stampFile, now)
  return true
}

/** For development builds, which also write to out/: the next start must build again. */
export function forgetBuild() {
  rmSync(stampFile, { force: true })
}
