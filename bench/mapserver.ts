import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { worksLayer } from '../server/works/layer.ts'

/** MapServer's processes, each with a connection of its own; ours gets a pool of as many. */
export const connections = 2

const programs = ['/usr/lib/cgi-bin/mapserv', '/usr/bin/mapserv']

export function findMapServer(): { mapserv: string; spawnFcgi: string } | null {
  const mapserv = programs.find((program) => existsSync(program))
  const spawnFcgi = (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'spawn-fcgi'))
    .find((program) => existsSync(program))
  return mapserv && spawnFcgi ? { mapserv, spawnFcgi } : null
}

/** MapServer 8 serves only maps that its own settings name. */
export function mapServerSettings(mapFile: string): string {
  return `CONFIG\n  MAPS\n    WORKS "${mapFile}"\n  END\nEND\n`
}

/** The rows of our own layer as MapServer asks for them: it adds the box itself, so the tile's bounds go. */
function layerQuery(from: string, to: string): string {
  const any = { status: 'null', agency: 'null', category: 'null' }
  const values: Record<string, string> = { ...any, audience: "'public'", from: `'${from}'`, to: `'${to}'` }
  return worksLayer.rows
    .replace('from bounds b join works w on w.route_3857 && b.search', 'from works w')
    .replace(/(?<!:):(audience|status|agency|category|from|to)\b/g, (_, name: string) => values[name] ?? '')
    .replaceAll('"', '\\"')
    .replaceAll(/\s+/g, ' ')
}

/** A map of the same works with the same columns as our layer, as vector tiles of the same extent and margin. */
export function mapFile(databaseUrl: string, window: { from: string; to: string }): string {
  const { hostname, port, username, pathname } = new URL(databaseUrl)
  const names = Object.keys(worksLayer.fields).join(',')
  return `MAP
  NAME "works"
  EXTENT -20037508.34 -20037508.34 20037508.34 20037508.34
  UNITS METERS
  SIZE 256 256
  PROJECTION "init=epsg:3857" END
  OUTPUTFORMAT
    NAME "mvt"
    DRIVER "MVT"
    FORMATOPTION "EXTENT=4096"
    FORMATOPTION "EDGE_BUFFER=256"
  END
  WEB METADATA "ows_enable_request" "*" END END
  LAYER
    NAME "works"
    TYPE LINE
    STATUS ON
    CONNECTIONTYPE POSTGIS
    CONNECTION "host=${hostname} port=${port} user=${username} dbname=${pathname.slice(1)}"
    PROCESSING "CLOSE_CONNECTION=DEFER"
    DATA "geometry from (${layerQuery(window.from, window.to)}) as shown using unique feature_id using srid=3857"
    PROJECTION "init=epsg:3857" END
    METADATA "gml_include_items" "${names}" "gml_types" "auto" "ows_include_items" "${names}" END
    CLASS STYLE COLOR 0 0 0 END END
  END
END
`
}
