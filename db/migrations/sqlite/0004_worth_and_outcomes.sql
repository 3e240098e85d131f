CREATE TABLE `cache_outcomes` (
	`day` text NOT NULL,
	`outcome` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`day`, `outcome`)
);
--> statement-breakpoint
ALTER TABLE `cache_entries` ADD `worth` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `cache_entries_worth` ON `cache_entries` (`worth`,`key`);--> statement-breakpoint
-- As if each had been wanted once, when it was last, and had 64 kB; the next use makes it exact.
UPDATE `cache_entries` SET `worth` = `last_hit_at` - 16 * 86400000;
