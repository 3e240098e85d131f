CREATE TABLE `cache_terms` (
	`look` text NOT NULL,
	`term` text NOT NULL,
	`things` integer NOT NULL,
	`key` text NOT NULL,
	PRIMARY KEY(`look`, `term`, `things`, `key`),
	FOREIGN KEY (`key`) REFERENCES `cache_entries`(`key`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `cache_terms_key` ON `cache_terms` (`key`,`term`);--> statement-breakpoint
CREATE TABLE `similar_offers` (
	`id` text PRIMARY KEY NOT NULL,
	`asked_by` text NOT NULL,
	`words` text NOT NULL,
	`cached_key` text NOT NULL,
	`cached_words` text NOT NULL,
	`image_hash` text NOT NULL,
	`closeness` integer NOT NULL,
	`threshold` integer NOT NULL,
	`shown_at` integer NOT NULL,
	`taken_at` integer,
	`passed_at` integer
);
--> statement-breakpoint
CREATE INDEX `similar_offers_asked_by` ON `similar_offers` (`asked_by`);--> statement-breakpoint
CREATE INDEX `similar_offers_shown` ON `similar_offers` (`shown_at`);--> statement-breakpoint
ALTER TABLE `cache_entries` ADD `look` text;--> statement-breakpoint
ALTER TABLE `cache_entries` ADD `scene` text;--> statement-breakpoint
ALTER TABLE `cache_entries` ADD `scene_version` integer;--> statement-breakpoint
ALTER TABLE `pictures` ADD `drawn_for` text;