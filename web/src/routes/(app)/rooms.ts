import FilePenLine from '@lucide/svelte/icons/file-pen-line';
import Layers from '@lucide/svelte/icons/layers';
import Library from '@lucide/svelte/icons/library';
import Settings from '@lucide/svelte/icons/settings';
import ShieldCheck from '@lucide/svelte/icons/shield-check';
import Users from '@lucide/svelte/icons/users';
import type { Component } from 'svelte';
import { m } from '#lib/paraglide/messages.js';

export interface Room {
	href: string;
	label: string;
	/** For the phone's bottom bar. */
	shortLabel: string;
	icon: Component;
	count?: number;
}

/** The places of the left navigation, in its order. */
export function listRooms(): Room[] {
	return [
		{ href: '/catalog', label: m.frame_catalog(), shortLabel: m.frame_catalog_short(), icon: Library },
		{ href: '/drafts', label: m.frame_drafts(), shortLabel: m.frame_drafts(), icon: FilePenLine },
		{ href: '/batches', label: m.frame_batches(), shortLabel: m.frame_batches(), icon: Layers },
		{ href: '/recipients', label: m.frame_recipients(), shortLabel: m.frame_recipients(), icon: Users },
		{ href: '/verify', label: m.frame_verify(), shortLabel: m.frame_verify(), icon: ShieldCheck },
		{ href: '/settings', label: m.frame_settings(), shortLabel: m.frame_settings(), icon: Settings }
	];
}

export function isWithin(pathname: string, href: string): boolean {
	return pathname === href || pathname.startsWith(`${href}/`);
}
