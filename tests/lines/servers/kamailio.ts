import { createSocket } from 'node:dgram'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort, ownFolder, startProgram, type Program } from './program.ts'

export type Kamailio = {
  port: number
  tlsPort: number
  wsPort: number
  /** Starts it, again after `kill`, and fulfils when it answers. */
  start: () => Promise<void>
  kill: () => Promise<void>
  output: () => string
}

type Wanted = {
  /** Phones that need not sign in: each call rings at these ports as well. */
  phones?: readonly number[]
  /** Where texts to numbers outside go. */
  carrier?: number
  sha256?: boolean
  /** Makes nonces last only this long, s. */
  nonceExpire?: number
  /** The shortest time it signs anybody in for, s. */
  minExpires?: number
  maxExpires?: number
  /** For TLS: PEM files. */
  certificate?: { key: string; cert: string }
  address?: '127.0.0.1' | '::1'
  ringFor?: number
}

/**
 * A small practice's phone system: registrar, forking proxy for the main number (+1555...), texts both ways. The password of
 * an extension is `secret-<extension>`, the domain practice.test. On this machine only.
 */
export async function kamailio(wanted: Wanted = {}): Promise<Kamailio> {
  const { address = '127.0.0.1' } = wanted
  const folder = ownFolder('kamailio')
  const [port, wsPort, tlsPort] = [await freePort(), await freePort(), await freePort()]
  const file = join(folder, 'kamailio.cfg')
  const host = address.includes(':') ? `[${address}]` : address
  if (wanted.certificate) writeFileSync(join(folder, 'tls.cfg'), `[server:default]\nmethod = TLSv1.2+\nprivate_key = ${wanted.certificate.key}\ncertificate = ${wanted.certificate.cert}\n`)
  writeFileSync(file, configuration({ ...wanted, folder, port, wsPort, tlsPort, host }))
  let program: Program | null = null
  return {
    port,
    tlsPort,
    wsPort,
    async start() {
      program = startProgram('kamailio', ['-DD', '-E', '-f', file, '-w', folder, '-Y', folder, '-m', '32', '-M', '4'], { folder })
      await Promise.race([
        answers(address, port),
        program.ended.then(() => {
          throw new Error(`kamailio ended:\n${program?.output().slice(-3000)}`)
        }),
      ])
    },
    kill: async () => program?.kill(),
    output: () => program?.output() ?? '',
  }
}

/** Fulfils when an OPTIONS is answered. */
function answers(address: string, port: number): Promise<void> {
  return new Promise((resolve) => {
    const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4')
    const host = address.includes(':') ? `[${address}]` : address
    const ask = (): void => {
      const own = `${host}:${socket.address().port}`
      socket.send(
        [`OPTIONS sip:${host}:${port} SIP/2.0`, `Via: SIP/2.0/UDP ${own};branch=z9hG4bKprobe${Date.now()}`, `From: <sip:probe@${own}>;tag=1`, `To: <sip:${host}>`, `Call-ID: probe-${Date.now()}`, 'CSeq: 1 OPTIONS', 'Max-Forwards: 5', 'Content-Length: 0', '', ''].join('\r\n'),
        port,
        address,
      )
    }
    const timer = setInterval(ask, 50)
    socket.on('error', () => undefined)
    socket.on('message', () => {
      clearInterval(timer)
      socket.close()
      resolve()
    })
    socket.bind(0, address, ask)
  })
}

type Configured = Wanted & { folder: string; port: number; wsPort: number; tlsPort: number; host: string }

function configuration({ phones = [], carrier, sha256 = false, nonceExpire = 300, minExpires = 0, maxExpires = 3600, certificate, folder, port, wsPort, tlsPort, host, ringFor = 20 }: Configured): string {
  const rings = phones.map((phone) => `sip:phone@127.0.0.1:${phone}`)
  return `#!KAMAILIO
debug=1
log_stderror=yes
fork=yes
children=2
tcp_children=2
tcp_accept_no_cl=yes
tcp_connection_lifetime=3605
enable_tls=${certificate ? 'yes' : 'no'}
auto_aliases=no
alias="practice.test"
listen=udp:${host}:${port}
listen=tcp:${host}:${port}
listen=tcp:${host}:${wsPort}
${certificate ? `listen=tls:${host}:${tlsPort}` : ''}
loadmodule "kex.so"
loadmodule "corex.so"
loadmodule "tm.so"
loadmodule "tmx.so"
loadmodule "sl.so"
loadmodule "rr.so"
loadmodule "pv.so"
loadmodule "maxfwd.so"
loadmodule "usrloc.so"
loadmodule "registrar.so"
loadmodule "textops.so"
loadmodule "siputils.so"
loadmodule "sanity.so"
loadmodule "xlog.so"
loadmodule "nathelper.so"
loadmodule "auth.so"
loadmodule "xhttp.so"
loadmodule "websocket.so"
${certificate ? `loadmodule "tls.so"\nmodparam("tls", "config", "${folder}/tls.cfg")` : ''}
modparam("usrloc", "db_mode", 0)
modparam("registrar", "received_avp", "$avp(RECEIVED)")
modparam("registrar", "min_expires", ${minExpires})
modparam("registrar", "max_expires", ${maxExpires})
modparam("nathelper", "received_avp", "$avp(RECEIVED)")
modparam("nathelper", "natping_interval", 0)
modparam("auth", "nonce_expire", ${nonceExpire})
${sha256 ? 'modparam("auth", "algorithm", "SHA-256")' : ''}
# Over TCP and WebSocket this one is what ends the ringing.
modparam("tm", "fr_timer", ${ringFor * 1000})
modparam("tm", "fr_inv_timer", ${ringFor * 1000})
modparam("rr", "enable_full_lr", 1)

request_route {
  if (!mf_process_maxfwd_header("10")) { sl_send_reply("483","Too Many Hops"); exit; }
  if (($Rp == ${wsPort}) && !(proto == WS || proto == WSS)) { sl_send_reply("403","Forbidden"); exit; }
  if (nat_uac_test("64")) {            # via WebSocket
    force_rport();
    if (is_method("REGISTER")) fix_nated_register();
    else if (!add_contact_alias()) { sl_send_reply("400","Bad Request"); exit; }
  }
  if (is_method("CANCEL")) { if (t_check_trans()) t_relay(); exit; }
  if (has_totag()) {
    if (loose_route()) { handle_ruri_alias(); t_relay(); exit; }
    if (is_method("ACK")) { if (t_check_trans()) t_relay(); exit; }
    sl_send_reply("404","Not here"); exit;
  }
  if (t_precheck_trans()) { t_check_trans(); exit; }
  t_check_trans();
  if (is_method("REGISTER")) {
    if (!pv_www_authenticate("practice.test", "secret-$fU", "0")) { www_challenge("practice.test","1"); exit; }
    if (!save("location")) sl_reply_error();
    exit;
  }
  if (is_method("INVITE|SUBSCRIBE")) record_route();
  if (is_method("OPTIONS")) { sl_send_reply("200","OK"); exit; }
  # A text from one of the practice's phones to a number outside.
  if (is_method("MESSAGE") && $fd == "practice.test") {
    if (!pv_proxy_authenticate("practice.test", "secret-$fU", "0")) { proxy_challenge("practice.test","1"); exit; }
    consume_credentials();
    ${carrier === undefined ? 'sl_send_reply("404","Not Found"); exit;' : `$du = "sip:127.0.0.1:${carrier}"; t_relay(); exit;`}
  }
  # The main number rings the group "desk": every phone that signed in.
  if ($rU =~ "^\\+?1555") $rU = "desk";
  $var(found) = 0;
  if (lookup("location")) $var(found) = 1;
  ${rings.length === 0 ? '' : `if ($var(found) == 0) { $ru = "${rings[0]}"; $var(found) = 1; } else { append_branch("${rings[0]}"); }`}
  ${rings.slice(1).map((uri) => `append_branch("${uri}");`).join('\n  ')}
  if ($var(found) == 0) { send_reply("404","Not Found"); exit; }
  handle_ruri_alias();
  t_relay();
}
onreply_route {
  if (nat_uac_test("64")) add_contact_alias();
}
event_route[xhttp:request] {
  set_reply_close(); set_reply_no_connect();
  if ($hdr(Upgrade)=~"websocket" && $hdr(Connection)=~"Upgrade" && $rm=~"GET") {
    if (ws_handle_handshake()) exit;
  }
  xhttp_reply("404", "Not Found", "", "");
}
`
}
