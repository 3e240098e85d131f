/** @type {import('next').NextConfig} */
export default {
  reactStrictMode: true,
  poweredByHeader: false,
  // Our own server sends pictures, compresses nothing twice and keeps the access log.
  images: { unoptimized: true },
  compress: true,
  devIndicators: false,
  serverExternalPackages: ['@resvg/resvg-js', 'ioredis', 'piscina'],
}
