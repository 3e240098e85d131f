ALTER TABLE `pictures` ADD `failures` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `pictures` ADD `sketch_hash` text REFERENCES images(hash);--> statement-breakpoint
ALTER TABLE `pictures` ADD `told_ms` integer;--> statement-breakpoint
ALTER TABLE `pictures` ADD `told_at_most_ms` integer;--> statement-breakpoint
ALTER TABLE `pictures` ADD `started_at` integer;--> statement-breakpoint
CREATE INDEX `pictures_sketch` ON `pictures` (`sketch_hash`);--> statement-breakpoint
-- The slot log is begun anew, on another clock: the first start after this waits one window, as any start without a log does.
DROP TABLE `upstream_calls`;--> statement-breakpoint
DROP TABLE `upstreams`;--> statement-breakpoint
CREATE TABLE `upstream_calls` (
	`id` text PRIMARY KEY NOT NULL,
	`upstream` text NOT NULL,
	`picture_id` text NOT NULL,
	`retry` integer NOT NULL,
	`slot_at` integer NOT NULL,
	`epoch` text NOT NULL,
	`send_by` integer NOT NULL,
	`counted_by` integer
);
--> statement-breakpoint
CREATE INDEX `upstream_calls_slot` ON `upstream_calls` (`upstream`,`slot_at`);--> statement-breakpoint
CREATE TABLE `upstreams` (
	`name` text PRIMARY KEY NOT NULL,
	`watched_since` integer NOT NULL,
	`epoch` text NOT NULL,
	`frozen_until` integer NOT NULL
);
