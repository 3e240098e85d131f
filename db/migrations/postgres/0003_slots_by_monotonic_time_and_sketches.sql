ALTER TABLE "pictures" ADD COLUMN "failures" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "pictures" ADD COLUMN "sketch_hash" text;--> statement-breakpoint
ALTER TABLE "pictures" ADD COLUMN "told_ms" bigint;--> statement-breakpoint
ALTER TABLE "pictures" ADD COLUMN "told_at_most_ms" bigint;--> statement-breakpoint
ALTER TABLE "pictures" ADD COLUMN "started_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "pictures" ADD CONSTRAINT "pictures_sketch_hash_images_hash_fk" FOREIGN KEY ("sketch_hash") REFERENCES "public"."images"("hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "pictures_sketch" ON "pictures" USING btree ("sketch_hash");--> statement-breakpoint
-- The slot log is begun anew, on another clock: the first start after this waits one window, as any start without a log does.
DROP TABLE "upstream_calls";--> statement-breakpoint
DROP TABLE "upstreams";--> statement-breakpoint
CREATE TABLE "upstream_calls" (
	"id" text PRIMARY KEY NOT NULL,
	"upstream" text NOT NULL,
	"picture_id" text NOT NULL,
	"retry" boolean NOT NULL,
	"slot_at" timestamp (3) with time zone NOT NULL,
	"epoch" text NOT NULL,
	"send_by" bigint NOT NULL,
	"counted_by" bigint
);
--> statement-breakpoint
CREATE INDEX "upstream_calls_slot" ON "upstream_calls" USING btree ("upstream","slot_at");--> statement-breakpoint
CREATE TABLE "upstreams" (
	"name" text PRIMARY KEY NOT NULL,
	"watched_since" timestamp (3) with time zone NOT NULL,
	"epoch" text NOT NULL,
	"frozen_until" bigint NOT NULL
);
