/** Our own line drawings on a grid of 24, one path each. */
const paths = {
  map: 'M3.5 6.5l5.5-2.5 6 2.5 5.5-2.5v13.5l-5.5 2.5-6-2.5-5.5 2.5zM9 4v13.5M15 6.5V20',
  route: 'M5.5 18.5a2 2 0 1 0 0-.01M18.5 5.5a2 2 0 1 0 0-.01M7 17C10 14 9 10 13 9.5c2-.3 3-1.3 4-2.5',
  warning: 'M12 4.5l8.5 14.5h-17zM12 10v4.5M12 16.8v.2',
  camera: 'M4 8h3.5l1.5-2.5h6L16.5 8H20v11H4zM12 16.5a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4z',
  site: 'M4 11.5L12 5l8 6.5M6 10v9.5h12V10M10 19.5v-5h4v5',
  upload: 'M12 15.5V4.5M7.5 9L12 4.5 16.5 9M4.5 15v4.5h15V15',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20c.6-4 3.5-6 7.5-6s6.9 2 7.5 6',
  list: 'M8.5 6.5H20M8.5 12H20M8.5 17.5H20M4 6.5h.5M4 12h.5M4 17.5h.5',
  split: 'M4 5h16v14H4zM12 5v14',
  table: 'M4 5h16v14H4zM4 10h16M4 14.5h16M10 10v9',
  gantt: 'M4 6h8M8 12h9M12 18h8',
  download: 'M12 4.5v11M7.5 11l4.5 4.5 4.5-4.5M4.5 15v4.5h15V15',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5L20 20',
  close: 'M6 6l12 12M18 6L6 18',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  bell: 'M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 2h-15zM10 21h4',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  undo: 'M9 7L4.5 11.5 9 16M4.5 11.5H15a4.5 4.5 0 0 1 0 9h-2',
  redo: 'M15 7l4.5 4.5L15 16M19.5 11.5H9a4.5 4.5 0 0 0 0 9h2',
  pen: 'M4.5 19.5l1-4L16 5l3 3L8.5 18.5zM14 7l3 3',
  area: 'M5 8l7-4 7 4.5-2 9-9 2z',
  shield: 'M12 3.5l7 2.5v6c0 4.5-3 7.3-7 8.5-4-1.2-7-4-7-8.5V6z',
  clock: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM12 7.5V12l3 2',
  shared: 'M4 6c4 0 5 6 8 6s4 6 8 6M4 18c4 0 5-6 8-6s4-6 8-6',
  calendar: 'M4.5 6h15v14h-15zM4.5 10.5h15M8.5 3.5V7M15.5 3.5V7',
  layers: 'M12 4l8.5 4.5L12 13 3.5 8.5zM3.5 12.5L12 17l8.5-4.5M3.5 16L12 20.5 20.5 16',
  filter: 'M4 6h16M7 12h10M10 18h4',
  pictures: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9.5a1 1 0 1 0 0-.01',
  forward: 'M9 5l7 7-7 7',
  back: 'M15 5l-7 7 7 7',
  pin: 'M12 21c4.5-5 6.5-8 6.5-11a6.5 6.5 0 1 0-13 0c0 3 2 6 6.5 11zM12 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  ruler: 'M3.5 15.5L15.5 3.5l5 5-12 12zM8 11l2 2M11 8l2 2M14 5l2 2',
  magnet: 'M5 4h4v8a3 3 0 0 0 6 0V4h4v8a7 7 0 0 1-14 0zM5 8h4M15 8h4',
  people:
    'M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 19.5c.5-3.5 3-5 6.5-5s6 1.5 6.5 5M16 11a3 3 0 1 0-1-5.8M17.5 14.6c2.3.5 3.7 2 4 4.9',
  globe:
    'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM3.5 12h17M12 3.5c2.5 2.5 3.5 5.5 3.5 8.5s-1 6-3.5 8.5c-2.5-2.5-3.5-5.5-3.5-8.5s1-6 3.5-8.5z',
  info: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM12 11v5M12 8v.2',
  barrier: 'M4 9h16v5H4zM7 14v5M17 14v5M7 9l4 5M12 9l4 5',
  hole: 'M3 17h4l2-4 2.5 3L14 12l2 5h5M5 8h14',
  tiles: 'M4 5h7v6H4zM13.5 5H20v6M4 13.5h6V19M13 13.5h7V19h-7z',
  rubble: 'M3.5 19L8 11l3.5 4 3-7 6 11zM8 11l-1 4M14.5 8l1 5',
  spray: 'M9 9h6v11H9zM10.5 9V6h3v3M17 5.5h.1M19.5 4h.1M19.5 7h.1',
  sign: 'M12 20v-8M5 5h11l3 3.5-3 3.5H5z',
  lamp: 'M8 20h5M10.5 20V6c0-2 5-2 6.5.5M14.5 7h5l-1 2.5h-3z',
  billboard: 'M4 5h16v8H4zM8 13v6M16 13v6M7 9h6',
  sand: 'M3 17c3-5 6-6 9-2 2-3 5-4 9 2zM6 8h4M12 6h5',
  speech: 'M4 5.5h16v11h-8.5L7 20.5v-4H4zM8 9.5h8M8 12.8h5',
  meeting: 'M9 16.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM15 16.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9z',
  stamp: 'M9.5 13.5c1-3-1-4-1-6a3.5 3.5 0 0 1 7 0c0 2-2 3-1 6M5 13.5h14v3.5H5zM6 20h12',
  boxes: 'M4 11h7v8H4zM13 13h6v6h-6zM8 5h6v6',
  building: 'M6 20V5h9v15M15 10h4v10M9 8.5h3M9 12h3M9 15.5h3',
  car: 'M4 16v-3.5l2-4.5h9l3 4.5 2 .5v3zM7 17.5a1.5 1.5 0 1 0 0-.1M17 17.5a1.5 1.5 0 1 0 0-.1',
  gear: 'M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM12 3.5v2.2M12 18.3v2.2M20.5 12h-2.2M5.7 12H3.5M18 6l-1.6 1.6M7.6 16.4L6 18M18 18l-1.6-1.6M7.6 7.6L6 6',
  play: 'M8 5.5l10.5 6.5L8 18.5z',
  pause: 'M8.5 5.5v13M15.5 5.5v13',
  up: 'M5 15l7-7 7 7',
  down: 'M5 9l7 7 7-7',
  printer: 'M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z',
  trash: 'M5 7h14M9.5 7V4.5h5V7M7 7l1 13h8l1-13',
} as const

export type IconName = keyof typeof paths

export function Icon({ name, size = 18, mirror = false }: { name: IconName; size?: number; mirror?: boolean }) {
  return (
    <svg
      className={mirror ? 'icon mirror' : 'icon'}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      aria-hidden="true"
      focusable="false"
    >
      <path
        d={paths[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.7"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
