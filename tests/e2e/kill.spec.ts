import { expect, test, type Rapport } from './fixtures.ts'
import { corePid } from './support/core-process.ts'
import { coreCall } from './support/core-call.ts'
import { NUMBERS } from './support/own-practice.ts'
import { recordedSourceKeys } from './support/practice-db.ts'
import { textFrom, type HttpLine } from './support/http-line.ts'

test.use({ opens: 'practice' })

const EVENTS = 1000
const CALLERS = 10

/** Ends the core as a crash would, and waits for nothing. */
async function killCore({ app }: Rapport): Promise<number> {
  const pid = await corePid(app)
  process.kill(pid, 'SIGKILL')
  return pid
}

/** Keeps a mark in the page that a reload would wipe out. */
const markPage = ({ page }: Rapport): Promise<void> => page.evaluate(() => void Object.assign(window, { neverReloaded: true }))
const isMarked = ({ page }: Rapport): Promise<boolean> => page.evaluate(() => 'neverReloaded' in window)

const isUp = async (line: HttpLine): Promise<boolean> => {
  const answer = await fetch(`${line.address}/v1/health`, { headers: { authorization: `Bearer ${line.token}` } }).catch(() => null)
  return answer?.status === 200
}

test('kill -9 of the core amid 1,000 posted events loses none that was answered, and the windows catch up', async ({ rapport, line }) => {
  test.slow()
  const { page, desk, complaints } = rapport
  complaints.expect(/core\.exit/)
  await line.post(textFrom('before', NUMBERS.maria, 'Is Thursday possible?'))
  await desk.open('Maria Alvarez')
  await desk.composer.fill('Thursday at 3 is')
  await markPage(rapport)

  const numberOf = (index: number): string => `+1555010${String(200 + (index % CALLERS)).padStart(4, '0')}`
  const killAfter = [300, 650]
  const answeredBeforeTheKill: string[] = []
  const unanswered: number[] = []
  const killed: number[] = []
  let answers = 0
  let next = 0
  /** As docs/lines/http.md says: without an answer, send it again. */
  const postUntilAnswered = async (index: number): Promise<void> => {
    for (;;) {
      const given = await line.post(textFrom(`t-${index}`, numberOf(index), `Message ${index}.`)).then(() => true, () => false)
      if (given) return
      unanswered.push(index)
      await expect.poll(() => isUp(line), { timeout: 30_000, intervals: [50] }).toBe(true)
    }
  }
  const poster = async (): Promise<void> => {
    while (next < EVENTS) {
      const index = next++
      await postUntilAnswered(index)
      if (killed.length < killAfter.length) answeredBeforeTheKill.push(`t-${index} came`)
      if (++answers >= (killAfter[killed.length] ?? Infinity)) {
        killed.push(0)
        killed[killed.length - 1] = await killCore(rapport)
      }
    }
  }
  await Promise.all([poster(), poster(), poster(), poster()])
  expect(new Set(killed).size).toBe(2)
  expect(unanswered.length).toBeGreaterThan(0)

  await test.step('the window was never reloaded, shows everything, and the words half typed are still there', async () => {
    await expect(desk.feed.getByRole('status')).toContainText(`${CALLERS + 1} waiting`)
    await expect(desk.composer).toHaveValue('Thursday at 3 is')
    await expect(desk.composer).toBeFocused()
    await page.keyboard.type(' fine')
    await expect(desk.composer).toHaveValue('Thursday at 3 is fine')
    await desk.open('(555) 010-0209')
    await expect(desk.text(`Message ${EVENTS - 1}.`)).toBeVisible()
    expect(await isMarked(rapport)).toBe(true)
  })

  await test.step('all 1,000 are in the file, each once', async () => {
    await rapport.close()
    const recorded = recordedSourceKeys(rapport.data).filter((key) => key.endsWith(' came') && key.includes('t-')).map((key) => key.slice(key.indexOf('t-')))
    expect(recorded).toHaveLength(EVENTS)
    expect(new Set(recorded).size).toBe(EVENTS)
    expect(answeredBeforeTheKill.filter((key) => !recorded.includes(key))).toEqual([])
  })

  await test.step('the words half typed are there after a new start', async () => {
    await rapport.restart()
    await rapport.desk.open('Maria Alvarez')
    await expect(rapport.desk.composer).toHaveValue('Thursday at 3 is fine')
  })
})

test('a text whose core died while it was being sent may have been sent: it is never sent again by itself', async ({ rapport, line, receiver }) => {
  const { page, desk, complaints } = rapport
  complaints.expect(/core\.exit/)
  receiver.hold()
  await line.post(textFrom('t-1', NUMBERS.devon, 'Are you open?'))
  await desk.open('Devon Okafor')
  await desk.composer.fill('We are, until five.')
  await page.keyboard.press('Enter')
  await expect.poll(() => receiver.texts.length, { timeout: 15_000 }).toBe(1)
  await killCore(rapport)
  await expect(desk.text('We are, until five.')).toContainText('May have been sent.')
  await expect(desk.item('Devon Okafor')).toHaveAttribute('data-waiting', 'true')
  expect(receiver.texts).toHaveLength(1)
})

test('a call that was ringing when the core died is settled by the line, and shows at once', async ({ rapport, line }) => {
  const { desk, complaints } = rapport
  complaints.expect(/core\.exit/)
  await line.post({ type: 'call.ringing', id: 'r', call: 'c', from: NUMBERS.devon })
  await expect(desk.ringingCall('Devon Okafor')).toBeVisible()
  await killCore(rapport)
  await expect.poll(() => isUp(line), { timeout: 30_000 }).toBe(true)
  await expect(desk.ringingCall('Devon Okafor')).toBeVisible()
  await line.post({ type: 'call.answered', id: 'a', call: 'c', staff: 'Ben' })
  await expect(desk.ringing).toHaveCount(0)
  await expect(desk.item('Devon Okafor')).toContainText('In call · Ben')
})

test('a reply half typed is there again after the window was loaded anew', async ({ rapport, line }) => {
  const { page, desk } = rapport
  await line.post(textFrom('t-1', NUMBERS.devon, 'Are you open?'))
  await desk.open('Devon Okafor')
  await desk.composer.fill('We are, unt')
  await expect.poll(async () => (await coreCall(page, 'desk.snapshot', {})).drafts.map(({ body }) => body)).toEqual(['We are, unt'])
  await page.reload()
  await desk.open('Devon Okafor')
  await expect(desk.composer).toHaveValue('We are, unt')
})

test('words typed in the last moment before Rapport is quit are there at the next start', async ({ rapport, line }) => {
  await line.post(textFrom('t-1', NUMBERS.devon, 'Are you open?'))
  await rapport.desk.open('Devon Okafor')
  await rapport.desk.composer.fill('We are, unt')
  await rapport.restart()
  await rapport.desk.open('Devon Okafor')
  await expect(rapport.desk.composer).toHaveValue('We are, unt')
})
