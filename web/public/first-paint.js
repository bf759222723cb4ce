// Before anything is drawn: the theme, language and direction that this reader has chosen, so that nothing flashes.
// `web/settings/display.ts` keeps them; the policy of the page allows no script inside of it.
;(() => {
  let kept = {}
  try {
    kept = Object(JSON.parse(localStorage.getItem('nasaq-display') || '{}'))
  } catch {
    // nothing was kept
  }
  const page = document.documentElement
  const isDark =
    kept.appearance === 'dark' ||
    (kept.appearance !== 'light' && window.matchMedia('(prefers-color-scheme: dark)').matches)
  page.dataset.theme = isDark ? 'dark' : 'light'
  const asked = new URLSearchParams(window.location.search).get('lang')
  const language = asked === 'ar' || asked === 'en' ? asked : kept.language === 'en' ? 'en' : 'ar'
  page.lang = language
  page.dir = language === 'ar' ? 'rtl' : 'ltr'
})()
