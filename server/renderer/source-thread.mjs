import { register } from 'tsx/esm/api'

// A thread of a process run from source: tsx alone teaches threads only `require`, which cannot load a package that awaits as
// it loads (HarfBuzz).
register()
