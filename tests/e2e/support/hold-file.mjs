// Holds a practice file as another program would, says so, and lets go when it is ended.
import Database from 'better-sqlite3'

const [file, key] = process.argv.slice(2)
const db = new Database(file)
db.pragma(`cipher='sqlcipher'`)
db.pragma(`key="x'${key}'"`)
db.exec('BEGIN IMMEDIATE')
process.stdout.write('held\n')
process.stdin.resume()
