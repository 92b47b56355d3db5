import { expect, test } from './fixtures.ts'
import { Palette } from './pages/palette.ts'
import { answered, ended, missed, ringing, textFrom } from './support/http-line.ts'
import { COLLEAGUE, NUMBERS } from './support/own-practice.ts'

test.use({ opens: 'practice' })

test.describe('when the phone rings', () => {
  test('the caller opens with their card, and whoever answers elsewhere is shown at once', async ({ rapport, line }) => {
    const { desk } = rapport
    await line.post(ringing('c-1', NUMBERS.devon))
    await expect(desk.ringingCall('Devon Okafor')).toContainText('Main line')
    await expect(desk.name).toHaveText('Devon Okafor')
    await expect(desk.card.getByRole('heading', { level: 2 })).toHaveText('Devon Okafor')
    await line.post(answered('c-1', { phone: 'Phone 102' }))
    await expect(desk.ringing).toHaveCount(0)
    await expect(desk.item('Devon Okafor')).toContainText('In call · Phone 102')
    await line.post(ended('c-1'))
    await expect(desk.item('Devon Okafor')).toContainText(/Call (?:\d:\d\d )?· Phone 102/)
    await expect(desk.item('Devon Okafor')).toHaveAttribute('data-waiting', 'false')
  })

  test('typing goes on: words, keyboard and conversation stay where they are', async ({ rapport, line }) => {
    const { page, desk } = rapport
    await line.post(textFrom('t-1', NUMBERS.devon, 'Can I come at 3 instead?'))
    await desk.open('Devon Okafor')
    await desk.composer.click()
    await page.keyboard.type('Yes, three')
    await line.post([ringing('c-1', NUMBERS.maria), ringing('c-2', NUMBERS.stranger)])
    await expect(desk.ringing).toHaveCount(2)
    await expect(desk.composer).toBeFocused()
    await page.keyboard.type(' is fine')
    await expect(desk.composer).toHaveValue('Yes, three is fine')
    await expect(desk.name).toHaveText('Devon Okafor')
    // Not typing any more, but the reply is half written.
    await page.keyboard.press('Escape')
    await line.post(ringing('c-3', NUMBERS.household))
    await expect(desk.ringing).toHaveCount(3)
    await expect(desk.name).toHaveText('Devon Okafor')
    await page.keyboard.press('Control+j')
    await expect(desk.name).toHaveText('Maria Alvarez')
  })

  test('it shows on the other screens too, and takes no keyboard there', async ({ rapport, line }) => {
    const { page, desk, rail } = rapport
    await rail.go('Patients')
    const search = page.getByRole('combobox', { name: 'Search patients' })
    await search.fill('oka')
    await line.post(ringing('c-1', NUMBERS.maria))
    await expect(desk.ringingCall('Maria Alvarez')).toBeVisible()
    await expect(search).toBeFocused()
    await page.keyboard.type('f')
    await expect(search).toHaveValue('okaf')
    await page.keyboard.press('Control+j')
    await expect(desk.name).toHaveText('Maria Alvarez')
  })

  test('withheld numbers are never taken for one caller', async ({ rapport, line }) => {
    const { desk } = rapport
    await line.post([ringing('c-1'), missed('c-1'), ringing('c-2', 'anonymous'), missed('c-2')])
    await expect(desk.item('Number withheld')).toHaveCount(2)
    await desk.item('Number withheld').first().click()
    await expect(desk.card).toContainText('Ask for their name')
    await expect(desk.conversation.getByRole('button', { name: 'Call back' })).toBeDisabled()
  })

  test('whoever calls again and again is counted', async ({ rapport, line }) => {
    const { desk } = rapport
    for (const call of ['c-1', 'c-2', 'c-3']) await line.post([ringing(call, NUMBERS.devon), missed(call)])
    await expect(desk.item('Devon Okafor')).toContainText(/3rd call in \d+ min/)
    await line.post(ringing('c-4', NUMBERS.devon))
    await expect(desk.ringingCall('Devon Okafor')).toContainText(/4th call in \d+ min/)
  })
})

test.describe('who it is', () => {
  test('a shared number stays a question until Alt+1 answers it, and the answer can be corrected', async ({ rapport, line }) => {
    const { page, desk } = rapport
    await line.post(ringing('c-1', NUMBERS.household))
    await expect(desk.ringing).toContainText('2 people share this number')
    await expect(desk.card.getByRole('heading', { name: 'Who is it?' })).toBeVisible()
    const [first = '', second = ''] = await desk.candidates()
    expect([first, second].sort()).toEqual(['Felix Grant', 'Rosa Grant'])
    await page.keyboard.press('Alt+1')
    await expect(desk.card.getByRole('heading', { level: 2 })).toHaveText(first)
    await expect(desk.name).toHaveText(first)
    await desk.card.getByRole('button', { name: /Choose again/ }).click()
    await expect(desk.card.getByRole('heading', { name: 'Who is it?' })).toBeVisible()
    await page.keyboard.press(`Alt+${(await desk.candidates()).indexOf(second) + 1}`)
    await expect(desk.name).toHaveText(second)
  })

  test('a new number becomes a patient while the call runs', async ({ rapport, line }) => {
    const { desk } = rapport
    await line.post(ringing('c-1', NUMBERS.stranger, { name: 'HARTWELL JANE' }))
    await expect(desk.ringingCall('(555) 010-0142')).toContainText('new number')
    await expect(desk.card).toContainText('only a hint')
    await desk.card.getByRole('button', { name: 'New patient with this number' }).click()
    const form = desk.card.getByRole('form', { name: 'New patient' })
    await form.getByLabel('First name').fill('Jane')
    await form.getByLabel('Last name').fill('Hartwell')
    await form.getByRole('button', { name: /^Add patient/ }).click()
    await expect(desk.name).toHaveText('Jane Hartwell')
    await expect(desk.card.getByRole('heading', { level: 2 })).toHaveText('Jane Hartwell')
    await expect(desk.ringingCall('Jane Hartwell')).toBeVisible()
  })
})

test.describe('by keyboard alone', () => {
  test('J and K move, E resolves with a reason, Ctrl+Z takes it back, R writes', async ({ rapport, line }) => {
    const { page, desk } = rapport
    await line.post(textFrom('t-1', NUMBERS.maria, 'One'))
    await line.post(textFrom('t-2', NUMBERS.devon, 'Two'))
    await line.post(textFrom('t-3', NUMBERS.stranger, 'Three'))
    await expect(desk.feed.getByRole('status')).toContainText('3 waiting')
    await page.keyboard.press('j')
    await expect(desk.chosen()).toContainText('Maria Alvarez')
    await page.keyboard.press('j')
    await expect(desk.chosen()).toContainText('Devon Okafor')
    await page.keyboard.press('j')
    await page.keyboard.press('k')
    await expect(desk.chosen()).toContainText('Devon Okafor')
    await expect(desk.name).toHaveText('Devon Okafor')
    await page.keyboard.press('e')
    await expect(page.getByRole('menuitem', { name: /Nothing needed/ })).toBeVisible()
    await page.keyboard.press('4')
    await expect(page.getByRole('menu')).toHaveCount(0)
    await expect(desk.item('Devon Okafor')).toHaveAttribute('data-waiting', 'false')
    await expect(desk.item('Devon Okafor')).toContainText('Resolved · You')
    await desk.command('Control+z')
    await expect(desk.item('Devon Okafor')).toHaveAttribute('data-waiting', 'true')
    await desk.command('r')
    await expect(desk.composer).toBeFocused()
    await page.keyboard.type('jk1')
    await expect(desk.composer).toHaveValue('jk1')
  })

  test('what closed a conversation is said, and can be undone later', async ({ rapport, line }) => {
    const { desk } = rapport
    await line.post([ringing('c-1', NUMBERS.devon), missed('c-1')])
    await line.post([ringing('c-2', NUMBERS.devon), answered('c-2', { staff: 'Ben' }), ended('c-2')])
    await desk.open('Devon Okafor')
    await expect(desk.conversation).toContainText(/closed by Ben Carter’s call, \d+:\d\d/)
    await desk.conversation.getByRole('button', { name: 'Undo', exact: true }).click()
    await expect(desk.item('Devon Okafor')).toHaveAttribute('data-waiting', 'true')
  })

  test('a digit fills the reply from a template in their language, a slash finds any other', async ({ rapport, line }) => {
    const { page, desk } = rapport
    await line.post(textFrom('t-1', NUMBERS.maria, '¿Puedo cambiar mi cita?'))
    await line.post(textFrom('t-2', NUMBERS.devon, 'Can I move my visit?'))
    await desk.open('Maria Alvarez')
    await desk.command('1')
    await expect(desk.composer).toHaveValue(/^Hola Mari, /)
    await desk.open('Devon Okafor')
    await desk.command('1')
    await expect(desk.composer).toHaveValue(/^Hi Devon, /)
    await desk.command('/')
    const dialog = page.getByRole('dialog', { name: 'Templates' })
    await dialog.getByRole('combobox').fill('refill')
    await expect(dialog.getByRole('option')).toHaveCount(1)
    await page.keyboard.press('Enter')
    await expect(dialog).toBeHidden()
    await expect(desk.composer).toHaveValue(/refill request/)
  })

  test('Ctrl+K finds a conversation, a patient or a screen', async ({ rapport, line }) => {
    const { page, desk } = rapport
    await line.post(textFrom('t-1', NUMBERS.devon, 'Hello'))
    await expect(desk.item('Devon Okafor')).toBeVisible()
    const palette = new Palette(page)
    await palette.open()
    await palette.input.fill('oka')
    await expect(palette.found('Devon Okafor').first()).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(desk.name).toHaveText('Devon Okafor')
    await palette.open()
    await palette.input.fill('felix')
    await palette.found('Felix Grant').click()
    // Nothing ever passed with Felix: the conversation with his number is begun.
    await expect(desk.name).toContainText('Felix')
    await expect(page.getByText('Nothing has passed with this number yet.')).toBeVisible()
    await palette.open()
    await palette.input.fill('close of')
    await page.keyboard.press('Enter')
    await expect(rapport.closeOfDay.left).toHaveText('1')
  })
})

test.describe('a reply', () => {
  test('can be taken back for five seconds: nothing leaves, and its words are in the composer again', async ({ rapport, line, receiver }) => {
    const { page, desk } = rapport
    await line.post(textFrom('t-1', NUMBERS.devon, 'Are you open?'))
    await desk.open('Devon Okafor')
    await desk.composer.fill('We are clsoed')
    await page.keyboard.press('Enter')
    await expect(desk.composer).toHaveValue('')
    await expect(desk.text('We are clsoed')).toContainText(/Sends in [1-5] s/)
    await desk.text('We are clsoed').getByRole('button', { name: 'Undo' }).click()
    await expect(desk.composer).toHaveValue('We are clsoed')
    await expect(desk.text('We are clsoed')).toHaveAttribute('data-state', 'cancelled')
    await expect(desk.item('Devon Okafor')).toHaveAttribute('data-waiting', 'true')
    await desk.composer.fill('We are closed')
    await page.keyboard.press('Enter')
    await expect(desk.text('We are closed')).toHaveAttribute('data-state', 'sent', { timeout: 15_000 })
    expect(receiver.texts.map(({ body }) => body)).toEqual(['We are closed'])
  })

  test('to a number that opted out is blocked with the reason, and START lifts it', async ({ rapport, line, receiver }) => {
    const { desk } = rapport
    await line.post(textFrom('t-1', NUMBERS.devon, 'Are you open?'))
    await desk.open('Devon Okafor')
    await desk.composer.fill('We are')
    await line.post(textFrom('t-2', NUMBERS.devon, ' Stop. '))
    await expect(desk.conversation.getByRole('note')).toContainText(/opted out|no texts|asked/i)
    await expect(desk.composer).toHaveCount(0)
    await expect(desk.item('Devon Okafor')).toContainText('No texts')
    await desk.command('1')
    await expect(desk.composer).toHaveCount(0)
    // One confirmation goes out, and nothing else.
    await expect.poll(() => receiver.texts.map(({ to, body }) => ({ to, body })), { timeout: 15_000 }).toEqual([{ to: NUMBERS.devon, body: expect.stringContaining('Lakeside Family Clinic') }])
    await line.post(textFrom('t-3', NUMBERS.devon, 'START'))
    await expect(desk.composer).toHaveValue('We are')
  })

  test('with a variable nobody knows cannot go out, until it is filled in', async ({ rapport, line, receiver }) => {
    const { page, desk } = rapport
    await line.post(textFrom('t-1', NUMBERS.devon, 'When is my visit?'))
    await desk.open('Devon Okafor')
    await desk.command('3')
    await expect(desk.composer).toHaveValue(/\{next visit\}/)
    await expect(desk.send).toBeDisabled()
    await expect(desk.facts).toContainText(/next visit/)
    await desk.composer.press('Enter')
    await expect(desk.composer).toHaveValue(/\{next visit\}/)
    await page.keyboard.press('Escape')
    await page.keyboard.press('2')
    await expect(desk.composer).toHaveValue(/\{callback time\}/)
    await expect(desk.send).toBeDisabled()
    await desk.conversation.getByRole('group', { name: 'Call back by' }).getByRole('button').first().click()
    await expect(desk.composer).toHaveValue(/call you by \d+:\d\d/)
    await expect(desk.send).toBeEnabled()
    await expect(desk.texts()).toHaveCount(1)
    expect(receiver.texts).toEqual([])
  })

  test('that the text system refused is red, says why, and leaves the patient waiting', async ({ rapport, line, receiver }) => {
    const { page, desk } = rapport
    receiver.answer(400, { message: 'This number is a landline.' })
    await line.post(textFrom('t-1', NUMBERS.devon, 'Are you open?'))
    await desk.open('Devon Okafor')
    await desk.composer.fill('We are')
    await page.keyboard.press('Enter')
    await expect(desk.text('We are')).toContainText('Not sent. The text system refused it: This number is a landline.', { timeout: 15_000 })
    await expect(desk.item('Devon Okafor')).toContainText('Text not delivered')
    await expect(desk.item('Devon Okafor')).toHaveAttribute('data-waiting', 'true')
    receiver.answer(200)
    await desk.text('We are').getByRole('button', { name: 'Try again' }).click()
    await expect(desk.texts().last()).toHaveAttribute('data-state', 'sent', { timeout: 15_000 })
    await expect(desk.item('Devon Okafor')).toHaveAttribute('data-waiting', 'false')
    expect(receiver.texts).toHaveLength(2)
  })

  test('half typed is kept for each conversation', async ({ rapport, line }) => {
    const { desk } = rapport
    await line.post(textFrom('t-1', NUMBERS.maria, 'Uno'))
    await line.post(textFrom('t-2', NUMBERS.devon, 'Two'))
    await desk.open('Maria Alvarez')
    await desk.composer.fill('Claro que')
    await desk.open('Devon Okafor')
    await expect(desk.composer).toHaveValue('')
    await desk.composer.fill('Of cour')
    await rapport.rail.go('Templates')
    await rapport.rail.go('Desk')
    await expect(desk.composer).toHaveValue('Of cour')
    await expect(desk.item('Maria Alvarez')).toContainText('Draft')
    await desk.open('Maria Alvarez')
    await expect(desk.composer).toHaveValue('Claro que')
  })
})

test.describe('between colleagues', () => {
  test('a hand-off note stands in the conversation and finds its person under Mine', async ({ rapport, line }) => {
    const { page, desk, rail } = rapport
    await line.post(textFrom('t-1', NUMBERS.devon, 'Can I move my visit?'))
    await line.post(textFrom('t-2', NUMBERS.maria, 'Hola'))
    await desk.open('Devon Okafor')
    await desk.command('h')
    const dialog = page.getByRole('dialog', { name: 'Hand off Devon Okafor' })
    await dialog.getByLabel('To').selectOption({ label: COLLEAGUE })
    await dialog.getByLabel('Note').fill('Thursday 9:20 is held for him.')
    await dialog.getByRole('button', { name: 'Hand off' }).click()
    await expect(desk.thread).toContainText('Ana Lopez → Ben Carter: Thursday 9:20 is held for him.')
    await expect(desk.item('Devon Okafor')).toContainText('Handed off to Ben Carter')
    await expect(desk.item('Devon Okafor')).toHaveAttribute('data-waiting', 'true')
    await rail.iAm(COLLEAGUE)
    await desk.filter('Mine').click()
    await expect(desk.items()).toHaveCount(1)
    await expect(desk.item('Devon Okafor')).toContainText('Yours')
  })

  test('the filters show what they say', async ({ rapport, line }) => {
    const { desk } = rapport
    await line.post(textFrom('t-1', NUMBERS.maria, 'Hola'))
    await line.post([ringing('c-1', NUMBERS.devon), missed('c-1')])
    await line.post([ringing('c-2', NUMBERS.stranger), answered('c-2', { staff: 'Ana' }), ended('c-2')])
    await expect(desk.items()).toHaveCount(3)
    const names = { Calls: ['Devon Okafor', '(555) 010-0142'], Texts: ['Maria Alvarez'], All: ['Maria Alvarez', 'Devon Okafor', '(555) 010-0142'], Mine: ['(555) 010-0142'] } as const
    for (const [filter, expected] of Object.entries(names)) {
      await desk.filter(filter as keyof typeof names).click()
      await expect(desk.items()).toHaveCount(expected.length)
      for (const name of expected) await expect(desk.item(name)).toBeVisible()
    }
    await desk.filter('Waiting').click()
    await expect(desk.feed.locator('[data-testid=feed-item][data-waiting=true]')).toHaveCount(2)
  })

  test('a call back that the line cannot dial shows the number large and asks how it went', async ({ rapport, line }) => {
    const { page, desk } = rapport
    await line.post([ringing('c-1', NUMBERS.devon), missed('c-1')])
    await desk.open('Devon Okafor')
    await desk.command('c')
    const dialog = page.getByRole('dialog', { name: 'Call Devon Okafor' })
    await expect(dialog).toContainText('(555) 010-0163')
    await dialog.getByRole('button', { name: 'No answer' }).click()
    await expect(desk.thread).toContainText('no answer')
    await expect(desk.item('Devon Okafor')).toHaveAttribute('data-waiting', 'true')
    await desk.command('c')
    await dialog.getByRole('button', { name: 'We talked' }).click()
    await expect(desk.item('Devon Okafor')).toHaveAttribute('data-waiting', 'false')
  })
})
