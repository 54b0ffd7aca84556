const KEPT_AT = 'sheaf-theme';
export type ThemeChoice = 'system' | 'light' | 'dark';

/** Light or dark: the system's choice unless the person made one on this device. */
class Theme {
	choice = $state<ThemeChoice>('system');

	open() {
		const kept = localStorage.getItem(KEPT_AT);
		this.choose(kept === 'light' || kept === 'dark' ? kept : 'system');
	}

	choose(choice: ThemeChoice) {
		this.choice = choice;
		if (choice === 'system') {
			delete document.documentElement.dataset.theme;
			localStorage.removeItem(KEPT_AT);
			return;
		}
		document.documentElement.dataset.theme = choice;
		localStorage.setItem(KEPT_AT, choice);
	}
}

export const theme = new Theme();
