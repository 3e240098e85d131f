import type { MetadataRoute } from 'next'

/** Pages and pictures may be found; what is personal or costs work may not be crawled. */
export default function robots(): MetadataRoute.Robots {
  return { rules: { userAgent: '*', disallow: ['/api/', '/history', '/account'] } }
}
