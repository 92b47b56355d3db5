import { once } from 'node:events'
import { createServer } from 'node:net'

/** A free port below those the system hands out by itself, so that nobody is given it between now and its use. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000)
    const server = createServer()
    const free = await new Promise<boolean>((tell) => {
      server.once('error', () => tell(false))
      server.listen(port, '127.0.0.1', () => tell(true))
    })
    if (!free) continue
    server.close()
    await once(server, 'close')
    return port
  }
}
