CREATE TABLE "cache_terms" (
	"look" text NOT NULL,
	"term" text NOT NULL,
	"things" bigint NOT NULL,
	"key" text NOT NULL,
	CONSTRAINT "cache_terms_look_term_things_key_pk" PRIMARY KEY("look","term","things","key")
);
--> statement-breakpoint
CREATE TABLE "similar_offers" (
	"id" text PRIMARY KEY NOT NULL,
	"asked_by" text NOT NULL,
	"words" text NOT NULL,
	"cached_key" text NOT NULL,
	"cached_words" text NOT NULL,
	"image_hash" text NOT NULL,
	"closeness" bigint NOT NULL,
	"threshold" bigint NOT NULL,
	"shown_at" timestamp (3) with time zone NOT NULL,
	"taken_at" timestamp (3) with time zone,
	"passed_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "cache_entries" ADD COLUMN "look" text;--> statement-breakpoint
ALTER TABLE "cache_entries" ADD COLUMN "scene" text;--> statement-breakpoint
ALTER TABLE "cache_entries" ADD COLUMN "scene_version" bigint;--> statement-breakpoint
ALTER TABLE "pictures" ADD COLUMN "drawn_for" text;--> statement-breakpoint
ALTER TABLE "cache_terms" ADD CONSTRAINT "cache_terms_key_cache_entries_key_fk" FOREIGN KEY ("key") REFERENCES "public"."cache_entries"("key") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "cache_terms_key" ON "cache_terms" USING btree ("key","term");--> statement-breakpoint
CREATE INDEX "similar_offers_asked_by" ON "similar_offers" USING btree ("asked_by");--> statement-breakpoint
CREATE INDEX "similar_offers_shown" ON "similar_offers" USING btree ("shown_at");