import path, { type PlatformPath } from 'node:path'

/**
 * Whether a file lies inside a folder, by its resolved path: neither `..`, nor another drive, nor a network share
 * (which Windows would greet with the user's credentials), nor a folder whose name begins the same.
 * @param system how paths are read; the PC's own way unless a test says otherwise
 */
export function isInside(folder: string, file: string, system: PlatformPath = path): boolean {
  const way = system.relative(system.resolve(folder), system.resolve(file))
  return way !== '' && way !== '..' && !way.startsWith(`..${system.sep}`) && !system.isAbsolute(way)
}

/**
 * The file of a folder that the path of a URL names, or null when it is none: no UTF-8, or leading out of the folder by
 * `..` or an encoded separator.
 */
export function fileInside(folder: string, pathname: string, system: PlatformPath = path): string | null {
  const decoded = decode(pathname)
  if (decoded === null || decoded.includes('\0')) return null
  const file = system.join(folder, decoded)
  return isInside(folder, file, system) ? file : null
}

/** Null for what is no percent encoding of UTF-8. */
function decode(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return null
  }
}
