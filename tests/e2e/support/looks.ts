import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'

export const SIZES = [
  { width: 1024, height: 700 },
  { width: 1360, height: 860 },
  { width: 2560, height: 1440 },
] as const

/** What no screen may have at any size: the window scrolling, a landmark outside it, a button under something else. */
export async function layoutFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults: string[] = []
    const { innerWidth, innerHeight } = window
    const page = document.documentElement
    if (page.scrollWidth > innerWidth) faults.push(`the window scrolls sideways: ${page.scrollWidth} > ${innerWidth}`)
    if (page.scrollHeight > innerHeight) faults.push(`the window scrolls down: ${page.scrollHeight} > ${innerHeight}`)
    const nameOf = (element: Element): string => (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 60)
    const isShown = (element: Element): boolean => element.checkVisibility({ opacityProperty: true, visibilityProperty: true })

    for (const landmark of document.querySelectorAll('main, nav, aside')) {
      if (!isShown(landmark)) continue
      const { left, right, top, bottom, width, height } = landmark.getBoundingClientRect()
      if (width === 0 || height === 0) continue
      if (left < -0.5 || right > innerWidth + 0.5 || top < -0.5 || bottom > innerHeight + 0.5) faults.push(`<${landmark.localName}> “${nameOf(landmark)}” lies outside the window`)
      if (landmark.scrollWidth > landmark.clientWidth + 1) faults.push(`<${landmark.localName}> “${nameOf(landmark)}” is wider than its place`)
    }
    /** Inside something that scrolls, what is out of sight can be brought in. */
    const canBeScrolledTo = (element: Element): boolean => {
      for (let parent = element.parentElement; parent; parent = parent.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(parent)
        if ([overflowX, overflowY].some((overflow) => overflow === 'auto' || overflow === 'scroll') && (parent.scrollHeight > parent.clientHeight || parent.scrollWidth > parent.clientWidth)) return true
      }
      return false
    }
    for (const button of document.querySelectorAll('button:not(:disabled), a[href]')) {
      // What lies behind an open dialog is hidden from everybody.
      if (!isShown(button) || canBeScrolledTo(button) || button.closest('[aria-hidden=true], [inert]')) continue
      const { left, top, width, height } = button.getBoundingClientRect()
      if (width === 0 || height === 0) continue
      const hit = document.elementFromPoint(left + width / 2, top + height / 2)
      // A toast or a ringing call may pass over it for a while.
      if (hit && (button.contains(hit) || hit.closest('[aria-live], [data-testid=ringing-call]'))) continue
      faults.push(`button “${nameOf(button)}” cannot be clicked, there is ${hit ? `<${hit.localName} class="${hit.className}">` : 'the edge of the window'}`)
    }
    return faults
  })
}

/** What axe finds serious or critical, as "rule: element". */
export async function axeFaults(page: Page): Promise<string[]> {
  // Legacy mode: the other opens a page of its own, which an Electron app has not.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} — ${node.html.slice(0, 160)}${node.any[0] ? ` — ${node.any[0].message}` : ''}`))
}

/** The screen as it is now fits every size, and axe has nothing serious against it. */
export async function expectWell(page: Page, name: string): Promise<void> {
  await test.step(name, async () => {
    for (const size of SIZES) {
      await page.setViewportSize(size)
      expect.soft(await layoutFaults(page), `${name} at ${size.width}x${size.height}`).toEqual([])
    }
    await page.setViewportSize(SIZES[1])
    expect.soft(await axeFaults(page), `${name}, by axe`).toEqual([])
  })
}
