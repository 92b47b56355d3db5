// The main tsconfig.json does not read .mjs files: TypeScript that imports one sees `any`. tools/lib/tsconfig.json checks them.
declare module '*.mjs'
