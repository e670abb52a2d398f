//! The fields of a product.

use super::{FieldKind, FieldMut, FieldRef, fields};
use crate::model::record::Product;
use crate::text::Lang;

fields! {
    /// A field of a product. A text is two: its Indonesian side and, behind it, its English side.
    ProductField of Product {
        Name: name.id, Indonesian, "name", ("Nama produk", "Product name"), ("nama", "name");
        NameEn: name.en, English, "name", ("Nama (Inggris)", "Name (English)"), ("nama_en", "name_en");
        Brand: brand, Line, "brand", ("Merek", "Brand"), ("merek", "brand");
        Category: category, Category, "category", ("Kategori", "Category"), ("kategori", "category");
        Producer: producer, Producer, "producer", ("Produsen", "Producer"), ("produsen", "producer");
        Origin: origin, Region, "origin", ("Asal daerah", "Origin"), ("asal", "origin");
        Place: place, Line, "place", ("Keterangan tempat", "Place in words"), ("tempat", "place");
        Summary: summary.id, Indonesian, "summary", ("Ringkasan", "Summary"), ("ringkasan", "summary");
        SummaryEn: summary.en, English, "summary", ("Ringkasan (Inggris)", "Summary (English)"), ("ringkasan_en", "summary_en");
        Description: description.id, Indonesian, "description", ("Uraian", "Description"), ("deskripsi", "description");
        DescriptionEn: description.en, English, "description", ("Uraian (Inggris)", "Description (English)"), ("deskripsi_en", "description_en");
        Materials: materials.id, Indonesian, "materials", ("Bahan", "Materials"), ("bahan", "materials");
        MaterialsEn: materials.en, English, "materials", ("Bahan (Inggris)", "Materials (English)"), ("bahan_en", "materials_en");
        Process: process.id, Indonesian, "process", ("Cara pembuatan", "How it is made"), ("proses", "process");
        ProcessEn: process.en, English, "process", ("Cara pembuatan (Inggris)", "How it is made (English)"), ("proses_en", "process_en");
        Usage: usage.id, Indonesian, "use", ("Kegunaan", "Use"), ("kegunaan", "use");
        UsageEn: usage.en, English, "use", ("Kegunaan (Inggris)", "Use (English)"), ("kegunaan_en", "use_en");
        Variants: variants, Texts, "variants", ("Varian", "Variants"), ("varian", "variants");
        NetContent: net_content, Amount, "net_content", ("Isi bersih", "Net content"), ("isi_bersih", "net_content");
        Dimensions: dimensions, Line, "dimensions", ("Ukuran", "Dimensions"), ("ukuran", "dimensions");
        ShelfLife: shelf_life, Amount, "shelf_life", ("Masa simpan", "Shelf life"), ("masa_simpan", "shelf_life");
        Storage: storage.id, Indonesian, "storage", ("Cara simpan", "Storage"), ("penyimpanan", "storage");
        StorageEn: storage.en, English, "storage", ("Cara simpan (Inggris)", "Storage (English)"), ("penyimpanan_en", "storage_en");
        Packaging: packaging.id, Indonesian, "packaging", ("Kemasan", "Packaging"), ("kemasan", "packaging");
        PackagingEn: packaging.en, English, "packaging", ("Kemasan (Inggris)", "Packaging (English)"), ("kemasan_en", "packaging_en");
        Prices: prices, Prices, "prices", ("Harga", "Price"), ("", "");
        Capacity: capacity, Amount, "capacity", ("Kapasitas produksi", "Production capacity"), ("kapasitas", "capacity");
        MinOrder: min_order, Amount, "min_order", ("Pesanan minimum", "Minimum order"), ("pesanan_minimum", "minimum_order");
        LeadTime: lead_time_days, Days, "lead_time_days", ("Waktu pengerjaan", "Lead time"), ("waktu_pengerjaan_hari", "lead_time_days");
        Certifications: certifications, Certifications, "certifications", ("Izin dan sertifikat", "Permits and certificates"), ("", "");
        Awards: awards, Awards, "awards", ("Penghargaan", "Awards"), ("penghargaan", "awards");
        Markets: markets, Texts, "markets", ("Wilayah pasar", "Markets"), ("pasar", "markets");
        HsCode: hs_code, Term, "hs_code", ("Kode HS", "HS code"), ("kode_hs", "hs_code");
        Incoterm: incoterm, Term, "incoterm", ("Incoterm", "Incoterm"), ("incoterm", "incoterm");
        Port: port, Term, "port", ("Pelabuhan muat", "Port of loading"), ("pelabuhan", "port");
        Photos: photos, Photos, "photos", ("Foto", "Photos"), ("foto", "photos");
        Tags: tags, Tags, "tags", ("Tag", "Tags"), ("tag", "tags");
        Sources: sources, Sources, "sources", ("Sumber", "Sources"), ("sumber", "sources");
        Notes: notes, Notes, "notes", ("Catatan internal", "Internal notes"), ("catatan", "notes");
        Status: status, Status, "status", ("Status", "Status"), ("status", "status");
    } through {
        /// The producer's or the booth's WhatsApp, telephone or e-mail.
        Contact: producer, Producer, "producer", ("Kontak", "Contact");
    }
}
