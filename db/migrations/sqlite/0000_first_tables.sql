CREATE TABLE `api_tokens` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`name` text NOT NULL,
	`hash` text NOT NULL,
	`last4` text NOT NULL,
	`scopes` text NOT NULL,
	`expires_at` integer,
	`last_used_at` integer,
	`redeemed_at` integer,
	`revoked_at` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `api_tokens_hash_unique` ON `api_tokens` (`hash`);--> statement-breakpoint
CREATE INDEX `api_tokens_user` ON `api_tokens` (`user_id`);--> statement-breakpoint
CREATE TABLE `audit_log` (
	`id` text PRIMARY KEY NOT NULL,
	`actor` text NOT NULL,
	`action` text NOT NULL,
	`target` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_log_at` ON `audit_log` (`at`);--> statement-breakpoint
CREATE TABLE `cache_entries` (
	`key` text PRIMARY KEY NOT NULL,
	`image_hash` text NOT NULL,
	`words` text NOT NULL,
	`hits` integer DEFAULT 0 NOT NULL,
	`last_hit_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`image_hash`) REFERENCES `images`(`hash`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `cache_entries_expiry` ON `cache_entries` (`expires_at`);--> statement-breakpoint
CREATE INDEX `cache_entries_image` ON `cache_entries` (`image_hash`);--> statement-breakpoint
CREATE TABLE `charges` (
	`picture_id` text NOT NULL,
	`subject` text NOT NULL,
	`policy` text NOT NULL,
	`day` text NOT NULL,
	`units` integer NOT NULL,
	`state` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`picture_id`, `policy`, `subject`)
);
--> statement-breakpoint
CREATE TABLE `images` (
	`hash` text PRIMARY KEY NOT NULL,
	`mime` text NOT NULL,
	`bytes` integer NOT NULL,
	`width` integer NOT NULL,
	`height` integer NOT NULL,
	`source` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `lanes` (
	`name` text PRIMARY KEY NOT NULL,
	`v` integer NOT NULL,
	`serving_turn` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `oauth_accounts` (
	`provider` text NOT NULL,
	`provider_account_id` text NOT NULL,
	`user_id` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`provider`, `provider_account_id`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `oauth_accounts_user` ON `oauth_accounts` (`user_id`);--> statement-breakpoint
CREATE TABLE `pictures` (
	`id` text PRIMARY KEY NOT NULL,
	`subject` text NOT NULL,
	`owner` text NOT NULL,
	`user_id` text,
	`kind` text NOT NULL,
	`words` text NOT NULL,
	`key` text NOT NULL,
	`params` text NOT NULL,
	`visibility` text NOT NULL,
	`status` text NOT NULL,
	`lane` text NOT NULL,
	`turn` integer,
	`leader_id` text,
	`attempts` integer DEFAULT 0 NOT NULL,
	`lease_until` integer,
	`fence` integer DEFAULT 0 NOT NULL,
	`image_hash` text,
	`error` text,
	`idempotency_key` text,
	`created_at` integer NOT NULL,
	`claimed_at` integer,
	`finished_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`image_hash`) REFERENCES `images`(`hash`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `pictures_order` ON `pictures` (`status`,`lane`,`turn`,`id`);--> statement-breakpoint
CREATE INDEX `pictures_subject` ON `pictures` (`subject`,`lane`,`turn`);--> statement-breakpoint
CREATE INDEX `pictures_owner` ON `pictures` (`owner`,`id`);--> statement-breakpoint
CREATE INDEX `pictures_owner_key` ON `pictures` (`owner`,`key`);--> statement-breakpoint
CREATE INDEX `pictures_key` ON `pictures` (`key`,`status`);--> statement-breakpoint
CREATE INDEX `pictures_leader` ON `pictures` (`leader_id`);--> statement-breakpoint
CREATE INDEX `pictures_image` ON `pictures` (`image_hash`);--> statement-breakpoint
CREATE UNIQUE INDEX `pictures_idempotency` ON `pictures` (`owner`,`idempotency_key`);--> statement-breakpoint
CREATE TABLE `subscriptions` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`tier` text NOT NULL,
	`source` text NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `subscriptions_user` ON `subscriptions` (`user_id`,`ends_at`);--> statement-breakpoint
CREATE TABLE `upstream_calls` (
	`id` text PRIMARY KEY NOT NULL,
	`upstream` text NOT NULL,
	`picture_id` text NOT NULL,
	`slot_at` integer NOT NULL,
	`counted_by` integer
);
--> statement-breakpoint
CREATE INDEX `upstream_calls_slot` ON `upstream_calls` (`upstream`,`slot_at`);--> statement-breakpoint
CREATE TABLE `upstreams` (
	`name` text PRIMARY KEY NOT NULL,
	`watched_since` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `usage` (
	`subject` text NOT NULL,
	`policy` text NOT NULL,
	`day` text NOT NULL,
	`used` integer NOT NULL,
	PRIMARY KEY(`subject`, `policy`, `day`)
);
--> statement-breakpoint
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text,
	`name` text,
	`password_hash` text,
	`role` text DEFAULT 'user' NOT NULL,
	`session_version` integer DEFAULT 1 NOT NULL,
	`disabled_at` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_email_unique` ON `users` (`email`);