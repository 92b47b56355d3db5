import { AnsweredEmitter, answered } from '../answered.ts'

interface MenuItemOptions {
  label?: string
  role?: string
  type?: string
  id?: string
  accelerator?: string
  enabled?: boolean
  visible?: boolean
  checked?: boolean
  submenu?: MenuItemOptions[] | Menu
  click?: (item: MenuItem, window: unknown, event: object) => void
}

export class MenuItem {
  readonly label: string
  readonly role: string | undefined
  readonly type: string
  readonly id: string | undefined
  readonly accelerator: string | undefined
  readonly submenu: Menu | undefined
  readonly click: (event?: object, window?: unknown) => void
  enabled: boolean
  visible: boolean
  checked: boolean

  constructor(options: MenuItemOptions) {
    this.label = options.label ?? options.role ?? ''
    this.role = options.role
    this.type = options.type ?? (options.submenu ? 'submenu' : 'normal')
    this.id = options.id
    this.accelerator = options.accelerator
    this.enabled = options.enabled ?? true
    this.visible = options.visible ?? true
    this.checked = options.checked ?? false
    this.submenu = Array.isArray(options.submenu) ? Menu.buildFromTemplate(options.submenu) : options.submenu
    const face: MenuItem = answered('MenuItem', this)
    this.click = (event = {}, window) => options.click?.(face, window, event)
    return face
  }
}

let applicationMenu: Menu | null = null

/** Menus exist and can be walked and clicked by tests; none is ever drawn. */
export class Menu extends AnsweredEmitter {
  readonly items: MenuItem[] = []

  constructor() {
    super('Menu', ['menu-will-show', 'menu-will-close'])
    return answered('Menu', this)
  }

  append(item: MenuItem): void {
    this.items.push(item)
  }

  insert(position: number, item: MenuItem): void {
    this.items.splice(position, 0, item)
  }

  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id)
      if (found) return found
    }
    return null
  }

  popup(_options?: object): void {}
  closePopup(): void {}

  static buildFromTemplate(template: (MenuItemOptions | MenuItem)[]): Menu {
    const menu = new Menu()
    for (const entry of template) menu.append(entry instanceof MenuItem ? entry : new MenuItem(entry))
    return menu
  }

  static setApplicationMenu(menu: Menu | null): void {
    applicationMenu = menu
  }

  static getApplicationMenu(): Menu | null {
    return applicationMenu
  }
}
