// A core that knows nothing: each HTTP event goes on to the window at once.
import { createServer } from 'node:http'

const windows = []
process.parentPort.on('message', ({ ports }) => {
  windows.push(...ports)
  for (const port of ports) port.start()
})

createServer((request, response) => {
  let body = ''
  request.setEncoding('utf8').on('data', (chunk) => (body += chunk))
  request.on('end', () => {
    const { id } = JSON.parse(body)
    for (const port of windows) port.postMessage({ event: id })
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end('{"ok":true}')
  })
}).listen(Number(process.argv[2]), '127.0.0.1')
