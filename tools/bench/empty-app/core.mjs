// A core that knows nothing: each packet goes on to the window at once, whichever way it came.
import { createSocket } from 'node:dgram'
import { createServer } from 'node:http'
import { connect } from 'node:net'

const windows = []
process.parentPort.on('message', ({ ports }) => {
  windows.push(...ports)
  for (const port of ports) port.start()
})

const show = (id) => {
  for (const port of windows) port.postMessage({ event: id })
}

const ways = {
  /** Events are posted to us, as to the http line. */
  http(port) {
    createServer((request, response) => {
      let body = ''
      request.setEncoding('utf8').on('data', (chunk) => (body += chunk))
      request.on('end', () => {
        show(JSON.parse(body).id)
        response.writeHead(200, { 'content-type': 'application/json' })
        response.end('{"ok":true}')
      })
    }).listen(port, '127.0.0.1')
  },
  /** Datagrams come to us, as with SIP. */
  udp(port) {
    createSocket('udp4').on('message', (data) => show(data.toString())).bind(port, '127.0.0.1')
  },
  /** We connect and are told line by line, as with Asterisk. */
  tcp(port) {
    let text = ''
    connect(port, '127.0.0.1').setEncoding('utf8').on('data', (chunk) => {
      const lines = (text + chunk).split('\n')
      text = lines.pop()
      lines.forEach(show)
    })
  },
  /** We ask again and again, as with Twilio. */
  async poll(port) {
    for (;;) show((await (await fetch(`http://127.0.0.1:${port}/`)).json()).id)
  },
}

const [way, port] = process.argv[2].split(':')
void ways[way](Number(port))
