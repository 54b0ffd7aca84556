/**
 * Lets the thread hear its messages, such as that the person cancels: a stream's pieces alone follow each other without a gap.
 * A timer would wait four milliseconds each time.
 */
export function letMessagesIn(): Promise<void> {
	return new Promise((resolve) => {
		const { port1, port2 } = new MessageChannel();
		port1.onmessage = () => {
			port1.close();
			resolve();
		};
		port2.postMessage(null);
	});
}
