package main

import (
	"math/big"

	"github.com/jackc/pgtype"
)

var (
	activityFactors = map[string]*big.Rat{
		"minimal": big.NewRat(1200, 1000), "low": big.NewRat(1375, 1000),
		"medium": big.NewRat(1550, 1000), "high": big.NewRat(1725, 1000),
	}
	goalFactors = map[string]*big.Rat{
		"weight_loss": big.NewRat(8, 10), "fat_loss": big.NewRat(8, 10), "maintenance": big.NewRat(1, 1),
		"weight_gain": big.NewRat(12, 10), "muscle_gain": big.NewRat(12, 10),
	}
	ten = big.NewRat(10, 1)
)

// recommendation is stored as it is; its fields are NULL while an answer is missing.
type recommendation struct {
	calories            *int64
	protein, fat, carbs pgtype.Numeric
}

// recommend calculates by Mifflin and St Jeor.
func (a *answers) recommend() recommendation {
	none := pgtype.Numeric{Status: pgtype.Null}
	if a.Age == nil || a.Gender == nil || a.Weight == nil || a.Height == nil || a.ActivityLevel == nil || a.Goal == nil {
		return recommendation{nil, none, none, none}
	}
	constant := int64(-161)
	if *a.Gender == "male" {
		constant = 5
	}
	rate := new(big.Rat).Mul(exactly(*a.Weight), ten)
	rate.Add(rate, big.NewRat(625**a.Height+100*(constant-5**a.Age), 100))
	rate.Mul(rate, activityFactors[*a.ActivityLevel])
	rate.Mul(rate, goalFactors[*a.Goal])
	calories := new(big.Int).Quo(rate.Num(), rate.Denom()).Int64()
	// 30 % of the energy at 4 kcal a gram, 25 % at 9 and 45 % at 4, in hundredths, halves up.
	return recommendation{
		&calories, hundredths((calories*15 + 1) / 2), hundredths((calories*50 + 9) / 18), hundredths((calories*45 + 2) / 4),
	}
}

func hundredths(value int64) pgtype.Numeric {
	return pgtype.Numeric{Int: big.NewInt(value), Exp: -2, Status: pgtype.Present}
}
