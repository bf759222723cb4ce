/** Where not even the words could be fetched: said in both languages, with a way to try again. */
export function Unreached() {
  return (
    <main className="unreached">
      <p lang="ar" dir="rtl">
        تعذّر تحميل الصفحة. تحقق من الاتصال ثم أعد المحاولة.
      </p>
      <p lang="en" dir="ltr">
        The page could not be loaded. Check the connection and try again.
      </p>
      <button type="button" className="button primary" onClick={() => window.location.reload()}>
        إعادة المحاولة · Try again
      </button>
    </main>
  )
}
