import { expect, test, type Rapport } from './fixtures.ts'
import { Import } from './pages/import.ts'
import { Palette } from './pages/palette.ts'
import { Patients } from './pages/patients.ts'
import type { SectionName } from './pages/settings.ts'
import { coreCall } from './support/core-call.ts'
import { ringing, textFrom } from './support/http-line.ts'
import { expectWell } from './support/looks.ts'
import { ME, NUMBERS } from './support/own-practice.ts'
import { openPracticeFile } from './support/practice-db.ts'
import { secondWindow } from './support/second-window.ts'
import { secretsIn, secretsOf } from './support/secrets.ts'

const SECTIONS: SectionName[] = ['Practice', 'Opening hours', 'Staff', 'Lines', 'Practice software', 'Before hanging up', 'Data', 'Privacy', 'Appearance', 'About']

// A dialog takes the screen behind it from screen readers, and leaves the sign to be seen.
const sign = ({ page }: Pick<Rapport, 'page'>) => page.getByRole('button', { name: 'Names hidden, F8 shows them', includeHidden: true })

async function hide(rapport: Rapport): Promise<void> {
  await rapport.page.keyboard.press('F8')
  await expect(sign(rapport)).toBeVisible()
}

test.describe('in the demo, while names are hidden', () => {
  // So slow that the day stands still while it is looked at.
  test.use({ opens: 'demo', args: ['--demo-speed=0.001'] })

  test('no family name, number, text or note can be read on any screen', async ({ rapport }) => {
    test.slow()
    const { page, desk, rail, settings, closeOfDay } = rapport
    await expect(desk.items().first()).toBeVisible()
    const maria = (await coreCall(page, 'people.search', { words: 'maria alvarez', limit: 1 })).rows[0]?.id ?? ''
    await coreCall(page, 'preferences.note', { patientId: maria, kind: 'other', text: 'Afraid of the dentist’s drill' })
    await coreCall(page, 'followUps.plan', { followUpId: null, patientId: maria, due: '2026-03-12', what: 'Ask how the new crown feels', templateId: null })
    await coreCall(page, 'conversations.note', { conversationId: '+15550100177', body: 'Her sister will drive her home', handOffTo: null })
    const secrets = await secretsOf(page)
    expect(secrets).toEqual(expect.arrayContaining(['Alvarez', 'Okafor', 'Afraid of the dentist’s drill', 'Ask how the new crown feels', 'Her sister will drive her home', '(555) 010-0177']))
    const nothingOn = async (where: string): Promise<void> => {
      await test.step(where, async () => expect.soft(await secretsIn(page, secrets), where).toEqual([]))
    }

    // Words half typed are somebody's too.
    await desk.open('Maria Alvarez')
    await expect(desk.card.getByRole('heading', { level: 2 })).toBeVisible()
    await desk.composer.fill('Maria Alvarez: see you Thursday')
    expect((await secretsIn(page, secrets)).length, 'the test itself sees what is not hidden').toBeGreaterThan(5)
    await hide(rapport)
    await expect(desk.card.getByRole('heading', { level: 2 })).toHaveText(/^M\. A\./)
    await expect(desk.card.getByRole('region', { name: 'Say' })).toBeHidden()
    await nothingOn('Desk, where names were hidden while a reply was typed')

    for (let index = 0; index < (await desk.items().count()); index += 1) {
      await desk.items().nth(index).click()
      await expect(desk.thread).toBeVisible()
      await expect(page.getByText('Reading the')).toHaveCount(0)
      await nothingOn(`Desk, conversation ${index + 1}`)
    }
    for (const filter of ['All', 'Calls', 'Texts'] as const) {
      await desk.filter(filter).click()
      await nothingOn(`Desk, ${filter}`)
    }
    for (const [key, what] of [['e', 'reasons'], ['h', 'hand off'], ['c', 'call back'], ['m', 'what this number is'], ['/', 'templates']] as const) {
      await desk.command(key)
      await expect(page.getByRole('dialog').or(page.getByRole('menu')).or(desk.toasts.getByText('F8')).first()).toBeVisible()
      await nothingOn(`Desk, ${what}`)
      await page.keyboard.press('Escape')
    }
    const palette = new Palette(page)
    await palette.open()
    await palette.input.fill('alv')
    await nothingOn('Ctrl+K')
    await page.keyboard.press('Escape')

    await rail.go('Patients')
    const patients = new Patients(page)
    await expect(patients.rows.first()).toBeVisible()
    await nothingOn('Patients')
    for (let index = 0; index < 5; index += 1) {
      await patients.rows.nth(index).click()
      await expect(patients.name).toBeVisible()
      await patients.person.getByText('History: who changed').click()
      await nothingOn(`Patients, person ${index + 1}`)
    }
    await patients.person.getByRole('button', { name: 'Same person as…' }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await nothingOn('Patients, same person as')
    await page.keyboard.press('Escape')
    await desk.command('e')
    await expect(page.getByText(/This form.* is hidden/)).toBeVisible()
    await nothingOn('Patients, the form')

    await rail.go('Follow-ups')
    await nothingOn('Follow-ups')
    await rail.go('Close of day')
    await expect(closeOfDay.left).toBeVisible()
    await nothingOn('Close of day')
    await desk.command('s')
    await nothingOn('Close of day, the next')
    await rail.go('Insights')
    await page.getByRole('button', { name: 'This week' }).click()
    for (const figure of ['callsIn', 'textsIn'] as const) {
      await page.locator(`[data-figure=${figure}]`).click()
      await expect(page.getByRole('dialog').getByRole('listitem').first()).toBeVisible()
      await nothingOn(`Insights, the list of ${figure}`)
      await page.keyboard.press('Escape')
    }
    await nothingOn('Insights')
    await rail.go('History')
    await expect(page.getByRole('listbox', { name: 'Calls, texts and notes' }).getByRole('option').first()).toBeVisible()
    await nothingOn('History')
    await page.getByRole('tab', { name: 'Who did what' }).click()
    await expect(page.getByRole('listbox', { name: 'Who did what' }).getByRole('option').first()).toBeVisible()
    await nothingOn('Who did what')
    await rail.go('Templates')
    await nothingOn('Templates')
    for (const section of SECTIONS) {
      await settings.open(section)
      await nothingOn(`Settings, ${section}`)
    }

    await rail.go('Desk')
    await page.keyboard.press('F8')
    await expect(sign(rapport)).toBeHidden()
    await expect(desk.item('Maria Alvarez')).toBeVisible()
    await desk.open('Maria Alvarez')
    await expect(desk.composer).toHaveValue('Maria Alvarez: see you Thursday')
  })

  test('what was found, typed into a form or is to be imported goes with them, and is there again', async ({ rapport }) => {
    const { page, rail } = rapport
    await rail.go('Patients')
    const patients = new Patients(page)
    const secrets = await secretsOf(page)
    await patients.open('alvarez', 'Alvarez')
    await patients.person.getByRole('button', { name: /^Edit/ }).click()
    const form = patients.form(/^Edit/)
    await form.getByLabel('Likes to be called').fill('Marichu Alvarez')
    await hide(rapport)
    expect(await secretsIn(page, secrets)).toEqual([])
    await expect(patients.search).toHaveValue('')
    await page.keyboard.press('F8')
    await expect(form.getByLabel('Likes to be called')).toHaveValue('Marichu Alvarez')
    await expect(patients.search).toHaveValue('alvarez')
    await form.getByRole('button', { name: /^Save/ }).click()
    await expect(patients.name).toContainText('Marichu Alvarez')

    const list = new Import(page)
    await list.open()
    await list.choose({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from('First name,Last name,DOB\nNew,Quillfeather,1990-01-01\n') })
    await expect(list.dialog.getByText('Quillfeather').first()).toBeVisible()
    await hide(rapport)
    expect(await secretsIn(page, [...secrets, 'Quillfeather'])).toEqual([])
    await page.keyboard.press('F8')
    await list.next.click()
    await expect(list.lines.getByText('Quillfeather').first()).toBeVisible()
    await hide(rapport)
    expect(await secretsIn(page, [...secrets, 'Quillfeather'])).toEqual([])
  })

  test('the sign and what stands in place of names fit every size', async ({ rapport }) => {
    test.slow()
    const { page, desk, rail } = rapport
    await desk.open('Maria Alvarez')
    await hide(rapport)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await expectWell(page, `Desk, names hidden, ${colorScheme}`)
    }
    await rail.go('Patients')
    await new Patients(page).rows.first().click()
    await expectWell(page, 'Patients, names hidden')
  })
})

test.describe('in the own practice', () => {
  test.use({ opens: 'practice' })

  test('a call that rings while names are hidden shows initials and a reduced number, and writing waits', async ({ rapport, line }) => {
    const { page, desk, rail } = rapport
    await line.post(textFrom('t-1', NUMBERS.devon, 'My tooth aches since Sunday'))
    await desk.open('Devon Okafor')
    const secrets = await secretsOf(page)
    await desk.composer.fill('Come at three')
    await hide(rapport)
    await expect(desk.composer).toBeFocused()
    await expect(desk.composer).toHaveValue('')
    await page.keyboard.type('x')
    await page.keyboard.press('Enter')
    await expect(desk.texts()).toHaveCount(1)
    await line.post(ringing('c-1', NUMBERS.maria))
    await expect(desk.ringing).toContainText(/M\. A\..*\(555\) 0••-••77/s)
    await rail.go('Settings')
    await expect(desk.ringing).toContainText(/M\. A\..*\(555\) 0••-••77/s)
    expect(await secretsIn(page, secrets)).toEqual([])
    await page.keyboard.press('F8')
    await expect(desk.ringing).toContainText('Maria Alvarez')
    await rail.go('Desk')
    await expect(desk.composer).toHaveValue('Come at three')
  })

  test('nobody is chosen by initials: who of a household calls is asked with names shown', async ({ rapport, line }) => {
    const { page, desk } = rapport
    await line.post(ringing('c-1', NUMBERS.household))
    await expect(desk.card.getByRole('heading', { name: 'Who is it?' })).toBeVisible()
    await hide(rapport)
    await page.keyboard.press('Alt+1')
    await expect(desk.toasts.getByText('This needs the names')).toBeVisible()
    await expect(desk.card.getByRole('heading', { name: 'Who is it?' })).toBeVisible()
    await page.keyboard.press('F8')
    await expect(sign(rapport)).toBeHidden()
    await page.keyboard.press('Alt+1')
    await expect(desk.card.getByRole('heading', { level: 2 })).toContainText('Grant')
  })

  test('every window follows, a restart shows nothing, and who showed the names stands in the journal', async ({ rapport, line }) => {
    await line.post(textFrom('t-1', NUMBERS.devon, 'My tooth aches since Sunday'))
    await expect(rapport.desk.item('Devon Okafor')).toBeVisible()
    const other = await secondWindow(rapport.app)
    await hide(rapport)
    await expect(sign({ page: other })).toBeVisible()
    await rapport.restart()
    await expect(sign(rapport)).toBeVisible()
    await expect(rapport.desk.items().first()).toContainText('D. O.')
    await sign(rapport).click()
    await expect(rapport.desk.item('Devon Okafor')).toBeVisible()
    await rapport.close()
    const db = openPracticeFile(rapport.data)
    try {
      const revealed = db.prepare(`SELECT j.body, s.name, j.desk <> '' AS desk FROM journal j LEFT JOIN staff s ON s.id = j.actor WHERE kind = 'privacy.revealed'`).all()
      expect(revealed).toEqual([{ body: JSON.stringify({ hiddenBy: 'hand' }), name: ME, desk: 1 }])
    } finally {
      db.close()
    }
  })

  test('names are hidden by themselves when nobody was here for the minutes that are set, unless that is off', async ({ rapport, line }) => {
    const { page, desk, settings, rail } = rapport
    await line.post(textFrom('t-1', NUMBERS.devon, 'My tooth aches since Sunday'))
    await expect(desk.item('Devon Okafor')).toBeVisible()
    const away = (minutes: number): Promise<void> => page.evaluate((ms) => localStorage.setItem('activeAt', String(Date.now() - ms)), minutes * 60_000)
    await away(6)
    await expect(sign(rapport)).toBeVisible()
    await page.keyboard.press('F8')
    await expect(desk.item('Devon Okafor')).toBeVisible()
    await settings.open('Privacy')
    const after = page.getByLabel('Hide names by themselves')
    await expect(after).toHaveValue('5')
    await after.selectOption('After 10 minutes')
    await rail.go('Desk')
    await away(11)
    await expect(sign(rapport)).toBeVisible()
    await page.keyboard.press('F8')
    await settings.open('Privacy')
    await expect(after).toHaveValue('10')
    await after.selectOption('Never')
    await page.getByRole('button', { name: 'Hide names', exact: true }).last().click()
    await expect(sign(rapport)).toBeVisible()
  })
})
