// Reads documents of the second form into types, as strictly as Go does by itself: an unknown member, a time that is
// none of RFC 3339 or a number that does not fit ends the program.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"time"
)

type named struct {
	ID   int64  `json:"id"`
	Name string `json:"name"`
}

type described struct {
	ID          int    `json:"id"`
	Description string `json:"description"`
}

type volume struct {
	Rx    float64 `json:"rx"`
	Tx    float64 `json:"tx"`
	Total float64 `json:"total"`
}

type endpoint struct {
	ID        int64   `json:"id"`
	Name      *string `json:"name"`
	IPAddress *string `json:"ip_address"`
	Tags      *string `json:"tags"`
	Imei      *string `json:"imei"`
}

type pdpContext struct {
	Mcc                *string         `json:"mcc"`
	TunnelCreated      *time.Time      `json:"tunnel_created"`
	GgsnControlPlaneIP *string         `json:"ggsn_control_plane_ip_address"`
	PdpContextID       json.RawMessage `json:"pdp_context_id"`
	Imeisv             *string         `json:"imeisv"`
	Region             *string         `json:"region"`
	Lac                *int64          `json:"lac"`
	Sac                *int64          `json:"sac"`
	RatType            *int            `json:"rat_type"`
	GtpVersion         *string         `json:"gtp_version"`
	UeIP               *string         `json:"ue_ip_address"`
	Mnc                *string         `json:"mnc"`
	SgsnDataPlaneIP    *string         `json:"sgsn_data_plane_ip_address"`
	Ci                 *int64          `json:"ci"`
	Apn                *string         `json:"apn"`
	TxTeidControlPlane *int64          `json:"tx_teid_control_plane"`
	RxTeid             *int64          `json:"rx_teid"`
	Rac                *int64          `json:"rac"`
	Imsi               *string         `json:"imsi"`
	SgsnControlPlaneIP *string         `json:"sgsn_control_plane_ip_address"`
	Nsapi              *int64          `json:"nsapi"`
	BreakoutIP         *string         `json:"breakout_ip"`
	GgsnDataPlaneIP    *string         `json:"ggsn_data_plane_ip_address"`
	TxTeidDataPlane    *int64          `json:"tx_teid_data_plane"`
	Tac                *int64          `json:"tac"`
	Eci                *int64          `json:"eci"`
	Nci                *int64          `json:"nci"`
}

// of event types up to 15; others have details of many kinds
type detail struct {
	ID         *int64      `json:"id"`
	Name       *string     `json:"name"`
	Volume     *volume     `json:"volume"`
	PdpContext *pdpContext `json:"pdp_context"`
	Country    struct {
		named
		CountryCode string `json:"country_code"`
		Mcc         string `json:"mcc"`
		IsoCode     string `json:"iso_code"`
	} `json:"country"`
	Tapcode []struct {
		ID      int64  `json:"id"`
		Tapcode string `json:"tapcode"`
	} `json:"tapcode"`
	Mnc []struct {
		ID  int64  `json:"id"`
		Mnc string `json:"mnc"`
	} `json:"mnc"`
}

type event struct {
	ID            int64     `json:"id"`
	Alert         bool      `json:"alert"`
	Description   string    `json:"description"`
	Timestamp     time.Time `json:"timestamp"`
	EventType     described `json:"event_type"`
	EventSource   described `json:"event_source"`
	EventSeverity described `json:"event_severity"`
	Organisation  named     `json:"organisation"`
	Endpoint      *endpoint `json:"endpoint"`
	Imsi          *struct {
		ID         int64     `json:"id"`
		Imsi       string    `json:"imsi"`
		ImportDate time.Time `json:"import_date"`
	} `json:"imsi"`
	Sim *struct {
		ID             int64     `json:"id"`
		Iccid          string    `json:"iccid"`
		Msisdn         *string   `json:"msisdn"`
		ProductionDate time.Time `json:"production_date"`
	} `json:"sim"`
	User *struct {
		ID       int64   `json:"id"`
		Username string  `json:"username"`
		Name     *string `json:"name"`
	} `json:"user"`
	Detail json.RawMessage `json:"detail"`
}

type usage struct {
	Cost     float64 `json:"cost"`
	ID       int64   `json:"id"`
	Operator struct {
		named
		Country struct {
			named
			Mcc *string `json:"mcc"`
		} `json:"country"`
		Mnc *string `json:"mnc"`
	} `json:"operator"`
	Organisation named `json:"organisation"`
	Tariff       struct {
		Ratezone named `json:"ratezone"`
		named
	} `json:"tariff"`
	TrafficType struct {
		named
		Description string `json:"description"`
	} `json:"traffic_type"`
	Endpoint       *endpoint `json:"endpoint"`
	Imsi           string    `json:"imsi"`
	ImsiID         *int64    `json:"imsi_id"`
	Volume         volume    `json:"volume"`
	StartTimestamp time.Time `json:"start_timestamp"`
	Sim            struct {
		Iccid          string     `json:"iccid"`
		ID             int64      `json:"id"`
		Msisdn         *string    `json:"msisdn"`
		ProductionDate *time.Time `json:"production_date"`
	} `json:"sim"`
	Currency struct {
		Symbol string `json:"symbol"`
		Code   string `json:"code"`
		ID     int64  `json:"id"`
	} `json:"currency"`
	EndTimestamp time.Time `json:"end_timestamp"`
}

func strictly(document []byte, into any) {
	decoder := json.NewDecoder(bytes.NewReader(document))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(into); err != nil {
		log.Fatalf("%v: %s", err, document)
	}
}

func main() {
	files, err := filepath.Glob(filepath.Join(os.Args[1], "*.json"))
	if err != nil {
		log.Fatal(err)
	}
	for _, file := range files {
		document, err := os.ReadFile(file)
		if err != nil {
			log.Fatal(err)
		}
		if bytes.Contains(document, []byte(`"event_type"`)) {
			var read event
			strictly(document, &read)
			if read.EventType.ID <= 15 && read.Detail != nil {
				var more detail
				strictly(read.Detail, &more)
			}
			fmt.Println("event", read.ID, read.Timestamp.UnixMilli())
		} else {
			var read usage
			strictly(document, &read)
			fmt.Println("usage", read.ID, read.EndTimestamp.UnixMilli())
		}
	}
}
