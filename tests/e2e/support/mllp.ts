import { once } from 'node:events'
import { connect } from 'node:net'

/** Sends one HL7 v2 message as practice software does, over MLLP; the answer's MSA segment. */
export async function sendHl7(port: number, ...segments: string[]): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  socket.write(`\x0b${segments.join('\r')}\r\x1c\r`)
  const [answer] = (await once(socket, 'data')) as [Buffer]
  socket.end()
  return /MSA[^\r]*/.exec(answer.toString())?.[0] ?? ''
}

export const msh = (event: string, id: string): string => `MSH|^~\\&|PMS|LAKE|RAPPORT|DESK|20270301090000||${event}|${id}|P|2.5.1`
