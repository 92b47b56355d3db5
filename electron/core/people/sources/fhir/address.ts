import { Refusal } from '../../../handlers.ts'

/**
 * The address of a FHIR server as somebody typed it. Patient data crosses the network here, so it must be https; only a server
 * on this very computer may do without.
 * @throws Refusal
 */
export function readServerAddress(typed: string): URL {
  const written = typed.trim()
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(written) ? written : `https://${written}`)
  if (url === null || written === '' || !['https:', 'http:'].includes(url.protocol)) throw new Refusal('badArgument', 'This is no web address. It looks like https://fhir.example.org/r4; whoever runs the practice software knows it.')
  if (url.username !== '' || url.password !== '') throw new Refusal('badArgument', 'There is a name or password in this address. Leave it out; a token goes into its own field.')
  if (url.protocol === 'http:' && !isThisComputer(url.hostname)) throw new Refusal('badArgument', 'This address begins with http://, so everybody on the way could read the patients’ records. Use https://.')
  url.search = ''
  url.hash = ''
  url.pathname = url.pathname.replace(/\/(?:metadata)?\/*$/, '')
  return url
}

function isThisComputer(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host)
}

/** A token as it goes into a header. A line end in one would be a header of its own. @throws Refusal */
export function readToken(typed: string): string {
  const token = typed.trim().replace(/^Bearer\s+/i, '')
  if (!/^[\x21-\x7e]*$/.test(token)) throw new Refusal('badArgument', 'This token has spaces or signs that no token has. Copy it again in whole.')
  return token
}

/**
 * Where a server sends us next: a page or a redirect. Another address would get the token, or answer instead of the practice's own server.
 * A server behind a proxy often names itself by http or another port; its own name is enough, and we stay where we are.
 * @throws Refusal
 */
export function nextAddress(base: URL, from: URL, named: string): URL {
  const url = URL.parse(named, from)
  const sameHost = url !== null && ['https:', 'http:'].includes(url.protocol) && url.hostname === base.hostname && url.username === ''
  if (!sameHost) throw new Refusal('blocked', `The server at ${base.host} sends Rapport on to another address. For the safety of the records it was not followed, and nothing was imported. If the other address is right, enter that one.`)
  url.protocol = base.protocol
  url.port = base.port
  return url
}
