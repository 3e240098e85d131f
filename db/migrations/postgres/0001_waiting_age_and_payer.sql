ALTER TABLE "pictures" ADD COLUMN "address" jsonb;--> statement-breakpoint
CREATE INDEX "pictures_age" ON "pictures" USING btree ("status","created_at");