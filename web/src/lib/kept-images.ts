/** The CacheStorage of badge images that were shown, for looking at them without a connection. */
export const IMAGES_CACHE = 'images-2';

/** The first ones took any answer for an image, also a sign-in page of the network that the device was in. */
export const FORMER_CACHES = ['images', 'fonts'];
