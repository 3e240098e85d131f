/** @type {import('next').NextConfig} */
export default {
  reactStrictMode: true,
  poweredByHeader: false,
  // Our own server sends pictures, compresses nothing twice and keeps the access log.
  images: { unoptimized: true },
  compress: true,
  devIndicators: false,
  // `npm run check` reads the types; a build on a user's machine need not do it again.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ['@resvg/resvg-js', 'ioredis', 'piscina'],
}
