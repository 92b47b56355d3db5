import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { deskAt } from '../../../testing/desk-calls.ts'
import { temporaryFolder, temporaryPractice } from '../../../testing/practice.ts'
import { patientCard } from '../../queries.ts'
import { searchPeople } from '../../search.ts'
import { listen } from './listener.ts'

const guide = readFileSync(join(import.meta.dirname, '../../../../../docs/records/hl7.md'), 'utf8')
const example = (language: string): string => new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(guide)?.[1] ?? ''

async function follow() {
  const { core } = await temporaryPractice()
  const free = await listen({ host: '127.0.0.1', port: 0, answer: () => [], dropped: () => undefined, connections: () => undefined })
  await free.stop()
  await deskAt(core).done('practice.change', { timeZone: 'America/Chicago' })
  await deskAt(core).done('records.save', { source: 'hl7', enabled: true, port: free.port, address: '127.0.0.1' })
  return { port: String(free.port), rosa: () => patientCard(core.db, searchPeople(core.db, 'rosa example', 5, 0).rows[0]?.id ?? '') }
}

/** What a command printed. */
function run(command: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args)
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
    child.once('error', reject)
    child.once('close', () => resolve(said))
  })
}

it('the guide’s Node example books and moves an appointment', async () => {
  const { port, rosa } = await follow()
  const file = join(temporaryFolder(), 'try-hl7.mjs')
  writeFileSync(file, example('js').replaceAll('2575', port).replace('3000', '50'))
  const said = await run(process.execPath, [file])
  expect(said).toContain('MSA|AA|1')
  expect(said).toContain('MSA|AA|2')
  expect(rosa()).toMatchObject({ fullName: 'Rosa Example', visits: [{ at: Date.parse('2027-04-02T10:00:00-05:00'), clinician: 'Dr. Wei Chen', reason: 'Check-up' }] })
})

it('the guide’s terminal example does the same', async () => {
  const { port, rosa } = await follow()
  // `nc` is not everywhere; bash opens the connection itself, and what printf writes is the same.
  const commands = example('sh').replaceAll(/\| nc -w 2 127\.0\.0\.1 2575/g, `| { exec 3<>/dev/tcp/127.0.0.1/${port}; cat >&3; head -c 60 <&3; exec 3>&-; }`)
  expect(commands.match(/dev\/tcp/g)).toHaveLength(2)
  expect(await run('bash', ['-c', commands])).toContain('MSH|^~\\&|RAPPORT')
  await expect.poll(() => rosa()?.visits[0]?.at).toBe(Date.parse('2027-04-02T10:00:00-05:00'))
  expect(rosa()).toMatchObject({ phones: [{ number: '+15550100177', label: 'mobile' }] })
})
