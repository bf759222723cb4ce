/**
 * The embedded engine and nothing of ours: opens a data folder, from a template where one is given, and answers once.
 * Arguments: the folder, the template. It ends itself.
 */
import { readFile } from 'node:fs/promises'
import { PGlite } from '@electric-sql/pglite'
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist'
import { postgis } from '@electric-sql/pglite-postgis'

const [, , dataDir = '', template] = process.argv
const database = await PGlite.create({
  dataDir,
  ...(template ? { loadDataDir: new Blob([new Uint8Array(await readFile(template))]) } : {}),
  extensions: { postgis, btree_gist },
})
await database.query('select PostGIS_Lib_Version()')
process.send?.({ ready: true })
process.once('message', () => void database.close().finally(() => process.exit(0)))
