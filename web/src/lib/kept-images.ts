/** The CacheStorage of badge images that were shown, for looking at them without a connection. */
export const IMAGES_CACHE = 'images';
