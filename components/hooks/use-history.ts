'use client'

import { type InfiniteData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { PAGE_SIZE } from '../history/page-size'
import type { PicturePage } from '../picture/picture'
import { useTRPC } from '../trpc'

type Pages = InfiniteData<PicturePage, string | null>

/** My pictures, newest first, page by page, beginning with the page the server sent along; and how to delete one. */
export function useHistory(first: PicturePage) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const options = trpc.pictures.list.infiniteQueryOptions(
    { limit: PAGE_SIZE },
    { getNextPageParam: (page) => page.nextCursor, initialData: { pages: [first], pageParams: [null] } },
  )
  const query = useInfiniteQuery(options)
  const remove = useMutation(
    trpc.pictures.remove.mutationOptions({
      onSuccess: ({ id }) => {
        queryClient.setQueryData<Pages>(options.queryKey, (pages) => pages && withoutPicture(pages, id))
        queryClient.removeQueries({ queryKey: trpc.pictures.get.queryKey({ id }) })
      },
    }),
  )
  return { ...query, pictures: query.data.pages.flatMap((page) => page.items), remove }
}

function withoutPicture(pages: Pages, id: string): Pages {
  return {
    ...pages,
    pages: pages.pages.map((page) => ({ ...page, items: page.items.filter((picture) => picture.id !== id) })),
  }
}
