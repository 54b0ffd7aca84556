/** `prompt`: the browser asks when it is told to. `ios`: only the person can, from the share menu. */
export type InstallWay = 'prompt' | 'ios';

type Browser = Pick<Navigator, 'userAgent' | 'maxTouchPoints'> & { standalone?: boolean };

/** How this browser can put the app on the device; null where it cannot, or where the app was opened from its icon. */
export function installWay(browser: Browser, hasPrompt: boolean): InstallWay | null {
	if (hasPrompt) return 'prompt';
	// Only browsers on iOS have the property at all, and iPadOS calls itself a Mac, of which none has a touch screen.
	if (browser.standalone) return null;
	const isPhone = /iPhone|iPod|iPad/.test(browser.userAgent);
	const isPad = browser.userAgent.includes('Macintosh') && browser.maxTouchPoints > 1;
	return isPhone || isPad ? 'ios' : null;
}
