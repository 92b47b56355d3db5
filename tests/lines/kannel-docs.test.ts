import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { SECOND } from '@shared/time.ts'
import { openLine } from '../../electron/core/lines/http/testing/http-line.ts'
import { freePort, ownFolder, startProgram } from './servers/program.ts'
import { configOfPage, hasKannel, kannelPage, withPorts } from './servers/kannel.ts'

const blocks = [...kannelPage.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language = '', content = '']) => ({ language, content }))
const commands = blocks.flatMap(({ language, content }, index) => (language === 'sh' ? [{ command: content.trim(), answer: blocks[index + 1]?.language === 'text' ? (blocks[index + 1]?.content.trim() ?? '') : null }] : []))
const soon = { timeout: 20 * SECOND, interval: 20 }

describe.skipIf(!hasKannel)('docs/lines/kannel.md', () => {
  it('does what it says, command by command', async () => {
    const folder = ownFolder('kannel-docs')
    const ports = { admin: await freePort(), box: await freePort(), carrier: await freePort(), send: await freePort() }
    let at = Date.now()
    const line = await openLine('gateway', { now: () => (at += 6 * SECOND), settings: { port: await freePort(), url: `http://127.0.0.1:${ports.send}/cgi-bin/sendsms`, user: 'practice', password: 'change-me' } })
    writeFileSync(join(folder, 'kannel.conf'), configOfPage(ports, { port: Number(new URL(line.address()).port), token: line.token }))
    const run = (command: string) => startProgram('bash', ['-c', `exec ${command}`], { folder })
    const [bearerbox, smsbox, carrier, ...asking] = commands

    const first = run(bearerbox?.command ?? '')
    await first.prints(/Start-up done, entering mainloop/)
    await run(smsbox?.command ?? '').prints(/Connected to bearerbox/)
    const fake = run(withPorts(carrier?.command ?? '', [['-r 10000', `-r ${ports.carrier}`]]))
    const texts = () => line.core.db.prepare('SELECT body, state FROM texts ORDER BY at').all()
    await expect.poll(texts, soon).toEqual([{ body: 'Can I come at 3 instead?', state: 'received' }])

    await line.call('replies.send', { conversationId: '+15550100142', body: 'Yes, come at 3.', templateId: null, language: null })
    await fake.prints(/Got message 1: <\+15550100000 \+15550100142 text Yes, come at 3\.>/)
    await expect.poll(texts, soon).toContainEqual({ body: 'Yes, come at 3.', state: 'delivered' })

    expect(asking).toHaveLength(3)
    for (const { command, answer } of asking) {
      const ours = command.includes(':13013') ? withPorts(command, [[':13013', `:${ports.send}`]]) : command
      const { stdout } = await promisify(execFile)('bash', ['-euc', ours], { env: { ...process.env, RAPPORT: line.address(), TOKEN: line.token } })
      expect({ command, answer: stdout.trim() }).toEqual({ command, answer })
    }
    expect(texts()).toContainEqual({ body: 'Hello', state: 'received' })
  })
})
