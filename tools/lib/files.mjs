import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './paths.mjs'

/**
 * All files under the given files and folders, in a stable order, as paths from the repository's root with `/`.
 * @param {string[]} paths from the repository's root; one that does not exist counts as empty
 * @returns {string[]}
 */
export function filesUnder(paths) {
  return paths.flatMap((path) => {
    const full = join(root, path)
    if (!existsSync(full)) return []
    if (!statSync(full).isDirectory()) return [path]
    return filesUnder(readdirSync(full).sort().map((name) => `${path}/${name}`))
  })
}
