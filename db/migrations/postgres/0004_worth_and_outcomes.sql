CREATE TABLE "cache_outcomes" (
	"day" text NOT NULL,
	"outcome" text NOT NULL,
	"count" bigint NOT NULL,
	CONSTRAINT "cache_outcomes_day_outcome_pk" PRIMARY KEY("day","outcome")
);
--> statement-breakpoint
ALTER TABLE "cache_entries" ADD COLUMN "worth" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "cache_entries_worth" ON "cache_entries" USING btree ("worth","key");--> statement-breakpoint
-- As if each had been wanted once, when it was last, and had 64 kB; the next use makes it exact.
UPDATE "cache_entries" SET "worth" = round(extract(epoch from "last_hit_at") * 1000) - 16 * 86400000;
