import { connect as connectTcp, type Socket } from 'node:net'
import { connect as connectTls, type TLSSocket } from 'node:tls'
import { SECOND } from '@shared/time.ts'
import { PracticeError } from '../errors.ts'

type Wanted = {
  host: string
  port: number
  tls: boolean
  /** SHA-256 of the server's own certificate in hex: then this certificate counts and no other, whoever signed it. */
  fingerprint?: string
  /** The name its certificate must bear, where that is not `host`: DNS, which anybody may answer, must not choose it (RFC 5922). */
  name?: string
  timeout?: number
  signal: AbortSignal
}

/**
 * Opens a TCP or TLS connection. A certificate that no authority this PC knows has signed is refused unless it is the
 * pinned one: on the practice's own network most phone systems have made theirs themselves.
 * @throws PracticeError with a sentence for the desk
 */
export function openSocket({ host, port, tls, fingerprint = '', name = host, timeout = 10 * SECOND, signal }: Wanted): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const pinned = plainHex(fingerprint)
    // Checked below, against the pin or by what Node found: of a socket that Node itself refused, the certificate could not be shown any more.
    let socket: Socket
    try {
      socket = tls ? connectTls({ host, port, servername: isName(name) ? name : '', rejectUnauthorized: false }) : connectTcp({ host, port })
    } catch (error) {
      return reject(new PracticeError(plainError(error, host, port)))
    }
    const fail = (error: unknown): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', aborted)
      const reason = error instanceof PracticeError ? error : new PracticeError(plainError(error, host, port, tls ? certificateOf(socket as TLSSocket) : null))
      socket.destroy()
      reject(reason)
    }
    const aborted = (): void => fail(new PracticeError('It was stopped.'))
    const timer = setTimeout(() => fail({ code: 'ETIMEDOUT' }), timeout)
    signal.addEventListener('abort', aborted, { once: true })
    if (signal.aborted) return aborted()
    socket.once('error', fail)
    socket.once(tls ? 'secureConnect' : 'connect', () => {
      if (pinned !== '' && plainHex(certificateOf(socket as TLSSocket) ?? '') !== pinned) {
        return fail(new PracticeError(`The certificate of ${host} is not the one entered in Settings. Either it was renewed, or something stands between this PC and the phone system: ask whoever looks after it.`))
      }
      // Nothing was sent so far, and nothing is to whoever cannot prove the name.
      if (tls && pinned === '' && !(socket as TLSSocket).authorized) return fail({ code: String((socket as TLSSocket).authorizationError) })
      clearTimeout(timer)
      signal.removeEventListener('abort', aborted)
      socket.off('error', fail)
      socket.setNoDelay(true)
      resolve(socket)
    })
  })
}

/** As it is shown with colons, and as people type it. */
function plainHex(fingerprint: string): string {
  return fingerprint.replaceAll(/[\s:]/g, '').toLowerCase()
}

function isName(host: string): boolean {
  return !/^[\d.]+$/.test(host) && !host.includes(':')
}

/** Null where there is none, or the connection is gone: then Node gives null, whatever its types say. */
function certificateOf(socket: TLSSocket): string | null {
  const certificate: { fingerprint256?: string } | null = socket.getPeerCertificate()
  return certificate?.fingerprint256 || null
}

/**
 * What a network error means and what to do, for the desk. Any thrown value is taken; names no patient and no secret.
 * @param certificate the fingerprint the server showed, where there was one
 */
export function plainError(error: unknown, host: string, port: number, certificate: string | null = null): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  const where = `${host}:${port}`
  switch (code) {
    case 'ECONNREFUSED':
      return `Nothing answers at ${where}. Check that it is running and that the address and port are right.`
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EHOSTDOWN':
    case 'ENETDOWN':
      return `${where} cannot be reached from this PC. Check the network, the address, and a firewall in between.`
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EAI_NODATA':
      return `The name ${host} is not known here. Check its spelling and the network.`
    case 'ECONNRESET':
    case 'EPIPE':
      return `${where} closed the connection.`
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return `${host} shows a certificate that nobody this PC trusts has signed for that name.${certificate ? ` If its SHA-256 fingerprint is that of your own system, enter it as the certificate: ${certificate}` : ''}`
    case 'CERT_HAS_EXPIRED':
      return `The certificate of ${host} has expired. It must be renewed there, unless the date of this PC is wrong.`
    case 'CERT_NOT_YET_VALID':
      return `The certificate of ${host} is not valid yet. Check the date and time of this PC, and of that system.`
    case 'ERR_SSL_UNSUPPORTED_PROTOCOL':
    case 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION':
      return `${where} speaks only an old TLS that is no longer safe. It must be updated to TLS 1.2 or later.`
    case 'ERR_SOCKET_BAD_PORT':
      return `${port} is no port. It must be a number from 1 to 65535.`
    default:
      return code.startsWith('ERR_SSL') || code === 'EPROTO' ? `${where} does not speak TLS. Choose a connection without TLS, or the port for TLS.` : `The connection to ${where} failed${code ? ` (${code})` : ''}.`
  }
}
