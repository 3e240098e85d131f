ALTER TABLE `pictures` ADD `address` text;--> statement-breakpoint
CREATE INDEX `pictures_age` ON `pictures` (`status`,`created_at`);