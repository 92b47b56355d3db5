// Chromium does not know the app's own schemes. Each is served to it as https from a host under `.invalid`, which never
// resolves, so nothing can reach the network by accident: rapport://desk/x is https://desk.rapport.invalid/x inside.

const schemes = new Set<string>()

export const addScheme = (scheme: string): void => void schemes.add(scheme)
export const isOwnScheme = (scheme: string): boolean => schemes.has(scheme)

/** The pattern of CDP's Fetch domain for everything served from own schemes. */
export const ownPatterns = (): string[] => [...schemes].map((scheme) => `https://*.${scheme}.invalid/*`)

export function toBrowserUrl(url: string): string {
  const [, scheme = '', host = '', rest = ''] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/is.exec(url) ?? []
  if (!schemes.has(scheme.toLowerCase())) return url
  return `https://${host}.${scheme.toLowerCase()}.invalid${rest.startsWith('/') ? rest : `/${rest}`}`
}

export function toAppUrl(url: string): string {
  const [, host = '', scheme = '', rest = ''] = /^https:\/\/([^/?#]*)\.([^./?#]+)\.invalid(.*)$/is.exec(url) ?? []
  return schemes.has(scheme) ? `${scheme}://${host}${rest}` : url
}

/** For headers that name sources (Content-Security-Policy, Access-Control-Allow-Origin). */
export function toBrowserText(text: string): string {
  let result = text
  for (const scheme of schemes) {
    result = result
      .replace(new RegExp(`\\b${scheme}://([\\w.-]+)`, 'g'), `https://$1.${scheme}.invalid`)
      .replace(new RegExp(`(^|[\\s;,])${scheme}:(?=[\\s;,]|$)`, 'g'), `$1https://*.${scheme}.invalid`)
  }
  return result
}

/** Electron's origin of a page: `rapport://desk`; the URL class calls the origin of an own scheme "null". */
export function originOf(url: string): string {
  const [, scheme = '', host = ''] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)/i.exec(url) ?? []
  if (schemes.has(scheme)) return `${scheme}://${host}`
  try {
    return new URL(url).origin
  } catch {
    return 'null'
  }
}
