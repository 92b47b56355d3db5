import { resolve } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const here = import.meta.dirname
const alias = { '@shared': resolve(here, 'shared'), '@renderer': resolve(here, 'renderer') }

export default defineConfig({
  main: {
    resolve: { alias },
    build: {
      outDir: 'out/main',
      // What is JavaScript alone is built in: a core that reads one file starts sooner than one that reads two hundred.
      externalizeDeps: { exclude: ['csv-parse', 'libphonenumber-js', 'temporal-polyfill', 'uuid', 'ws', 'zod'] },
      rollupOptions: {
        input: { index: resolve(here, 'electron/main/index.ts'), core: resolve(here, 'electron/core/index.ts') },
      },
    },
  },
  preload: {
    resolve: { alias },
    build: {
      outDir: 'out/preload',
      // A sandboxed preload must be one CommonJS file: nothing can be required beside it.
      externalizeDeps: false,
      rollupOptions: {
        input: { index: resolve(here, 'electron/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(here, 'renderer'),
    resolve: { alias },
    plugins: [react(), tailwindcss()],
    build: { outDir: resolve(here, 'out/renderer'), minify: 'oxc', rollupOptions: { input: resolve(here, 'renderer/index.html') } },
  },
})
